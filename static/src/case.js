// The page of a case while others decide on it: what changed elsewhere is
// fetched again, and an opinion is kept while it is written. Without it a
// reload and the button do the same.
(() => {
  'use strict';

  // Something of the case changed: the region is asked for again, unless the
  // person is in the middle of a form of it.
  const live = document.querySelector('[data-events]');
  if (live && window.EventSource) {
    const events = new EventSource(live.dataset.events);
    let late = false;
    const region = () => document.getElementById(live.dataset.region);
    const busy = () => region()?.querySelector('form:focus-within, details[open] form');
    const again = () => {
      late = !!busy();
      if (!late) window.htmx.ajax('GET', location.pathname + location.search, { target: '#' + live.dataset.region, swap: 'outerHTML' });
    };
    events.addEventListener('case', again);
    document.addEventListener('focusout', () => setTimeout(() => { if (late) again(); }));
    addEventListener('pagehide', () => events.close());
  }
})();
