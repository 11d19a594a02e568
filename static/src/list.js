// Lists: a click with Shift ticks, or unticks, all boxes from the one clicked before.
(() => {
  'use strict';

  let last = null;
  document.addEventListener('click', (e) => {
    const box = e.target.closest?.('.list-pick input');
    if (!box) return;
    const all = [...document.querySelectorAll('.list-pick input')].filter((b) => b.form === box.form);
    const from = all.indexOf(last);
    if (e.shiftKey && from >= 0) {
      const to = all.indexOf(box);
      for (const b of all.slice(Math.min(from, to), Math.max(from, to) + 1)) {
        if (b.checked === box.checked) continue;
        b.checked = box.checked;
        b.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
    last = box;
  });
  document.addEventListener('htmx:after:swap', () => { last = null; });
})();
