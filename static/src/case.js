// The page of a case while others decide on it: what changed elsewhere is
// fetched again, and an opinion is kept while it is written. Without it a
// reload and the button do the same.
(() => {
  'use strict';

  // Something of the case changed: the page is asked for again, and those parts
  // of it that are live are put in place of the old ones, but not under the
  // hands of somebody who fills in a form in one of them.
  let events = null;
  let late = false;
  const live = () => document.querySelector('[data-events]');
  const busy = () => document.querySelector('[data-live] form:focus-within, [data-live] details[open] form, form[data-sending]');

  async function again() {
    late = !!busy();
    if (late) return;
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin' });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (busy()) {
        late = true;
        return;
      }
      for (const old of document.querySelectorAll('[data-live]')) {
        const now = page.querySelector(`[data-live="${old.dataset.live}"]`);
        if (!now || now.outerHTML === old.outerHTML) continue;
        const focus = old.contains(document.activeElement) ? document.activeElement.id : '';
        old.replaceWith(now);
        window.htmx?.process(now);
        if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
      }
    } catch { /* the next event asks again */ }
  }

  function listen() {
    const at = document.hidden ? undefined : live()?.dataset.events; // nobody looks: the server keeps no line open
    if (events && events.at !== at) {
      events.close();
      events = null;
    }
    if (!at || events || !window.EventSource) return;
    events = new EventSource(at);
    events.at = at;
    events.addEventListener('case', again);
  }
  listen();
  document.addEventListener('htmx:after:swap', listen);
  document.addEventListener('focusout', () => setTimeout(() => { if (late) again(); }));
  addEventListener('pagehide', () => events?.close());
  addEventListener('pageshow', (e) => {
    if (!e.persisted) return;
    events = null;
    listen();
    again();
  });

  addEventListener('visibilitychange', () => {
    listen();
    if (!document.hidden && live()?.dataset.events) again();
  });

  // An opinion is kept a moment after the last letter, and when the page is
  // left.
  let wait = 0;
  const draft = () => document.querySelector('form[data-draft]');
  async function keep(leaving) {
    clearTimeout(wait);
    wait = 0;
    const form = draft();
    if (!form) return;
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: new URLSearchParams(new FormData(form)), keepalive: !!leaving });
      const said = document.getElementById('opinion-saved');
      if (said && answer.ok) said.textContent = await answer.text();
    } catch { /* the button keeps it too */ }
  }
  document.addEventListener('input', (e) => {
    if (!e.target.form?.dataset.draft) return;
    clearTimeout(wait);
    wait = setTimeout(keep, 1200);
  });
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && wait) keep(true);
  });
})();
