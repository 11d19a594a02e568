// The timeline: rows come as one scrolls to them, the day shown is in sight,
// arrow keys go from bar to bar, a bar says its sentence, and in a draft it can
// be moved. Without it rows are pages, and bars are links.
(() => {
  'use strict';

  const root = () => document.querySelector('[data-timeline]');
  const day = 86400000;
  let moved = null; // the bar that was moved and not kept yet

  // Rows: a chunk is asked for when it stays within a screen of what is seen
  // for a moment, so that who scrolls past does not ask for everything between.
  const waiting = new Map();
  let watcher = null;
  function watch(line) {
    watcher?.disconnect();
    watcher = new IntersectionObserver((entries) => {
      for (const e of entries) {
        clearTimeout(waiting.get(e.target));
        waiting.delete(e.target);
        if (!e.isIntersecting) continue;
        waiting.set(e.target, setTimeout(() => {
          watcher.unobserve(e.target);
          e.target.dispatchEvent(new CustomEvent('near'));
        }, 80));
      }
    }, { root: line, rootMargin: '100% 0px' });
  }

  // The day shown stands at two thirds of what is in sight.
  function toDay(line) {
    const head = line.querySelector('.gantt-head'), side = line.querySelector('.timeline-side').offsetWidth;
    const room = line.clientWidth - side;
    line.scrollLeft = Math.max(0, head.getBoundingClientRect().width * Number(line.dataset.on) - room * 2 / 3);
  }

  // Keys: one bar or title is in the order of the tab key, arrows go on.
  let at = null;
  const cells = (line) => [...line.querySelectorAll('[data-cell]')];
  function rove(to) {
    const last = at?.isConnected ? at : null;
    if (last) last.tabIndex = -1;
    at = to;
    at.tabIndex = 0;
  }
  function still(cell) {
    if (cell !== at) cell.tabIndex = -1;
  }
  const isBar = (cell) => cell.classList.contains('timeline-bar');

  // The cell in the same column of the next row that has one.
  function next(from, step) {
    const all = cells(root()).filter((c) => isBar(c) === isBar(from) || c.closest('.timeline-group'));
    const i = all.indexOf(from) + step;
    return all[Math.min(Math.max(i, 0), all.length - 1)];
  }
  function go(to) {
    if (!to) return;
    rove(to);
    to.focus({ preventScroll: true });
    to.closest('.timeline-row').scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (isBar(to)) into(to);
  }

  // A bar that is out of sight is scrolled to.
  function into(bar) {
    const line = root(), body = bar.querySelector('.gantt-body');
    if (!body) return;
    const b = body.getBoundingClientRect(), l = line.getBoundingClientRect();
    const side = line.querySelector('.timeline-side').offsetWidth;
    if (b.right < l.left + side + 20 || b.left > l.right - 20) line.scrollLeft += b.left - (l.left + side) - 60;
  }

  document.addEventListener('focusin', (e) => {
    const cell = e.target.closest?.('[data-cell]');
    if (!cell) return tell(null);
    rove(cell);
    tell(isBar(cell) ? cell : null);
  });

  document.addEventListener('keydown', (e) => {
    const cell = e.target.closest?.('[data-cell]');
    if (!cell || e.ctrlKey || e.altKey || e.metaKey) return;
    const move = cell.dataset.move, side = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    const keys = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10, Home: -1e9, End: 1e9 };
    if (e.key in keys) go(next(cell, keys[e.key]));
    else if (side && move) step(cell, side, e.shiftKey);
    else if (side) go(cell.closest('.timeline-row').querySelectorAll('[data-cell]')[side > 0 ? 1 : 0]);
    else if (e.key === 'Escape' && moved) putBack();
    else if (e.key === 'Escape') tell(null);
    else if (e.key === 'Enter' && moved === cell) keep();
    else return;
    e.preventDefault();
  });

  // The sentence of a bar beside it, for the eye.
  let tip = null;
  function tell(bar) {
    tip?.remove();
    tip = null;
    if (!bar) return;
    tip = document.createElement('p');
    tip.className = 'timeline-tip';
    tip.ariaHidden = 'true';
    tip.textContent = bar.ariaLabel;
    document.body.append(tip);
    const row = bar.getBoundingClientRect(), body = (bar.querySelector('.gantt-body') ?? bar).getBoundingClientRect();
    const left = Math.min(Math.max(body.left, 8), innerWidth - tip.offsetWidth - 8);
    const below = row.bottom + 4 + tip.offsetHeight < innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? row.bottom + 4 : row.top - tip.offsetHeight - 4}px`;
  }
  document.addEventListener('pointerover', (e) => {
    if (e.pointerType !== 'mouse' || dragged) return;
    const bar = e.target.closest?.('.timeline-bar');
    const on = bar && e.target.closest('g');
    if (on) tell(bar);
    else if (tip && document.activeElement !== bar) tell(null);
  });
  document.addEventListener('scroll', () => {
    if (!tip) return;
    const on = document.activeElement?.closest?.('.timeline-bar');
    tell(on?.ariaLabel === tip.textContent ? on : null);
  }, { capture: true, passive: true });

  // Moving, in a draft: by whole working days, kept only when it is said so.
  const number = (iso) => Date.parse(iso) / day;
  const iso = (n) => new Date(n * day).toISOString().slice(0, 10);
  const said = (text) => text.split('-').reverse().join('.');
  function works(line, n) {
    const w = line.dataset.works[n - number(line.dataset.first)];
    return w === undefined ? undefined : w === '1';
  }
  // The working day so many after n, or n when the axis ends before.
  function worked(line, n, by) {
    let left = Math.abs(by), d = n;
    while (left > 0) {
      d += Math.sign(by);
      const w = works(line, d);
      if (w === undefined) return n;
      if (w) left--;
    }
    return d;
  }
  function dates(bar) {
    bar.moved ??= { start: number(bar.dataset.start), due: number(bar.dataset.due) };
    return bar.moved;
  }
  // What repeats has no deadline that could be moved: its start goes alone, and
  // not past its end.
  function put(bar, start, due) {
    const d = dates(bar);
    if (bar.dataset.fixed) {
      if (start !== undefined) d.start = Math.min(start, d.due);
    } else {
      d.start = start ?? d.start;
      d.due = Math.max(due, d.start);
    }
    show(bar);
  }
  function step(bar, by, end) {
    const line = root(), d = dates(bar);
    put(bar, end ? undefined : worked(line, d.start, by), worked(line, d.due, by));
  }
  function show(bar) {
    const line = root(), d = dates(bar), form = document.querySelector('[data-moved]');
    if (moved && moved !== bar) putBack();
    moved = bar;
    draw(line, bar, d.start, d.due);
    bar.classList.add('timeline-moving');
    form.hidden = false;
    tell(null);
    form.querySelector('[role=status]').textContent = form.dataset.say.replace('#n', bar.dataset.number).replace('#a', said(iso(d.start))).replace('#b', said(iso(d.due))) + (bar.dataset.fixed ? `. ${bar.dataset.fixed}` : '');
    foresee(bar, form);
  }
  // What else moves, or what is wrong, is asked for when the bar rests.
  let resting = 0;
  function foresee(bar, form) {
    const effect = form.querySelector('.timeline-effect');
    clearTimeout(resting);
    effect.textContent = '';
    resting = setTimeout(async () => {
      const d = dates(bar), start = d.start, due = d.due;
      const body = new URLSearchParams({ step: 'preview', start: iso(start), due: iso(due), revision: bar.dataset.revision });
      const answer = await fetch(bar.dataset.move, { method: 'POST', body }).catch(() => null);
      if (answer?.status !== 200 && answer?.status !== 422) return;
      const words = await answer.text();
      if (moved === bar && d.start === start && d.due === due) effect.textContent = words;
    }, 400);
  }
  function draw(line, bar, start, due) {
    const first = number(line.dataset.first), days = line.dataset.works.length;
    const x = (start - first) / days * 100, end = (due + 1 - first) / days * 100;
    for (const r of bar.querySelectorAll('.gantt-body, .gantt-edge')) {
      r.setAttribute('x', `${x}%`);
      r.setAttribute('width', `${end - x}%`);
    }
    bar.querySelector('.gantt-mark').setAttribute('x', `${end}%`);
  }
  function putBack() {
    const bar = moved;
    clearTimeout(resting);
    moved = null;
    delete bar.moved;
    draw(root(), bar, number(bar.dataset.start), number(bar.dataset.due));
    bar.classList.remove('timeline-moving');
    document.querySelector('[data-moved]').hidden = true;
  }
  function keep() {
    const form = document.querySelector('[data-moved]');
    form.requestSubmit();
  }
  document.addEventListener('submit', (e) => {
    const form = e.target;
    if (!form.matches?.('[data-moved]') || !moved) return;
    const d = dates(moved), chunk = moved.closest('.timeline-chunk').id.replace('rows-', '');
    const back = new URL(location.href);
    back.searchParams.set('from', chunk);
    form.action = moved.dataset.move;
    form.elements.start.value = iso(d.start);
    form.elements.due.value = iso(d.due);
    form.elements.revision.value = moved.dataset.revision;
    form.elements.back.value = back.pathname + back.search;
  }, true);
  document.addEventListener('reset', (e) => {
    if (!e.target.matches?.('[data-moved]') || !moved) return;
    e.preventDefault();
    const bar = moved;
    putBack();
    bar.focus();
  });

  // Dragging: the bar follows the mouse from working day to working day; near
  // its end only the end does.
  let dragged = null;
  document.addEventListener('pointerdown', (e) => {
    const bar = e.target.closest?.('[data-move]');
    if (!bar || !e.target.closest('g') || e.pointerType === 'touch' || e.button !== 0) return;
    const body = bar.querySelector('.gantt-body').getBoundingClientRect();
    const d = dates(bar);
    dragged = { bar, x: e.clientX, end: e.clientX > body.right - 8, start: d.start, due: d.due, went: false };
    e.preventDefault();
  });
  document.addEventListener('pointermove', (e) => {
    if (!dragged) return;
    const line = root(), wide = line.querySelector('.gantt-head').getBoundingClientRect().width;
    const by = Math.round((e.clientX - dragged.x) / wide * line.dataset.works.length);
    if (!by && !dragged.went) return;
    dragged.went = true;
    const to = (n) => (works(line, n) ? n : worked(line, n, by < 0 ? -1 : 1));
    if (works(line, dragged.due + by) === undefined || works(line, dragged.start + by) === undefined) return;
    put(dragged.bar, dragged.end ? undefined : to(dragged.start + by), to(dragged.due + by));
  });
  document.addEventListener('pointerup', () => {
    if (!dragged) return;
    const { bar, went } = dragged;
    setTimeout(() => { dragged = null; });
    if (went) bar.focus({ preventScroll: true });
  });
  document.addEventListener('click', (e) => {
    if (dragged?.went && e.target.closest('[data-move]')) e.preventDefault();
  }, true);
  document.addEventListener('dragstart', (e) => {
    if (e.target.closest?.('[data-timeline]')) e.preventDefault();
  });

  // A timeline is there: with the page, or after it was narrowed; and rows come
  // to it.
  const coming = new MutationObserver((changes) => {
    for (const c of changes) for (const chunk of c.addedNodes) arrive(chunk);
  });
  function arrive(chunk) {
    if (!chunk.matches?.('.timeline-chunk, .timeline-rest')) return;
    if (chunk.matches('.timeline-rest')) watcher.observe(chunk);
    for (const c of chunk.querySelectorAll('[data-cell]')) still(c);
  }
  function begin(line) {
    at = null;
    moved = null;
    watch(line);
    coming.disconnect();
    const sheet = line.querySelector('.timeline-sheet');
    coming.observe(sheet, { childList: true });
    for (const chunk of sheet.children) arrive(chunk);
    const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    const first = named?.matches('[data-cell]') ? named : line.querySelector('.timeline-bar');
    if (first) rove(first);
    toDay(line);
    if (named?.matches('[data-cell]')) go(named);
  }
  let seen = null;
  function look() {
    const line = root();
    if (!line || line === seen) return;
    seen = line;
    begin(line);
  }
  document.addEventListener('htmx:after:swap', look);
  look();
})();
