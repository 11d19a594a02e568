(how, what) => {
  // What a person finds: a field by its label, something to press by its words.
  const words = (s) => (s ?? '').replace(/\s+/g, ' ').trim();
  const name = (e) => words(e.getAttribute('aria-label') || e.innerText || e.value);
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && e.getClientRects().length > 0;
  const best = (list, of) => list.find((e) => of(e) === what) ?? list.find((e) => of(e).startsWith(what)) ?? list.find((e) => of(e).includes(what));
  let e;
  if (how === 'css') {
    e = [...document.querySelectorAll(what)].find(seen);
  } else if (how === 'field') {
    const labels = [...document.querySelectorAll('label')].filter((l) => l.control && seen(l));
    e = [...document.querySelectorAll('input,select,textarea')].find((f) => f.type !== 'hidden' && (f.name === what || f.ariaLabel === what)) ?? best(labels, (l) => words(l.innerText))?.control;
  } else {
    const list = [...document.querySelectorAll('a[href],button,summary,input[type=submit],label:has(input)')].filter(seen);
    e = best(list, name);
  }
  if (!e) return { Found: false };
  window.qadamFound = e;
  e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const x = r.x + r.width / 2, y = r.y + r.height / 2;
  const top = document.elementFromPoint(x, y);
  const free = !top || top === e || e.contains(top) || top.contains(e) || e.labels?.length && [...e.labels].some((l) => l.contains(top)) || e.control === top;
  return { Found: true, X: x, Y: y, Covered: free ? '' : top.outerHTML.slice(0, 120) };
}
