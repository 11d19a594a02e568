// Shortcuts: / search, ? what there is, g and a letter a page, j k rows, e edit,
// Ctrl-K the palette. None is needed: what they do, a link or button does too.
// They rest where somebody types, with modifiers and while a dialog is open.
(() => {
  'use strict';

  const data = document.body.dataset;
  const off = () => 'keysOff' in data;
  const said = () => (data.keysSaid || '').split('|');

  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = data.keysCss;
  document.head.append(sheet);

  // What happened is said to who does not see it.
  let voice;
  function say(words) {
    if (!voice?.isConnected) {
      voice = document.createElement('div');
      voice.className = 'visually-hidden';
      voice.role = 'status';
      voice.id = 'keys-said';
      document.body.append(voice);
    }
    voice.textContent = '';
    setTimeout(() => { voice.textContent = words; }, 50);
  }

  const writes = (e) => e.isContentEditable || e.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=image], [type=file])');
  const busy = () => document.querySelector('dialog[open], [popover]:popover-open, [role=dialog]');

  // A letter is that of the key: it is found with the Kazakh and Russian layouts
  // too. A sign is what it says.
  const letter = (e) => /^[a-z]$/.test(e.key) ? e.key : e.shiftKey ? '' : /^Key([A-Z])$/.exec(e.code)?.[1].toLowerCase() || '';

  // The buttons that do the same open the dialogs too, and what single keys do is
  // said where they are.
  document.addEventListener('click', (e) => {
    if (e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const link = e.target.closest?.('a[data-palette], a[data-shortcuts]');
    if (!link || location.pathname === link.pathname) return;
    e.preventDefault();
    document.querySelector('[popover]:popover-open')?.hidePopover();
    (link.matches('[data-palette]') ? palette : help)();
  });
  if (!off()) {
    document.querySelector('input[data-search]')?.setAttribute('aria-keyshortcuts', '/');
    document.querySelector('a[data-shortcuts]')?.setAttribute('aria-keyshortcuts', '?');
  }

  let going = 0; // until when a second letter is awaited
  document.addEventListener('keydown', (e) => {
    if (e.defaultPrevented || e.isComposing || e.repeat && letter(e) !== 'j' && letter(e) !== 'k') return;
    if (!(e.target instanceof Element) || writes(e.target) || busy()) return;
    if (e.altKey || e.ctrlKey || e.metaKey) {
      const command = /mac|iphone|ipad/i.test(navigator.platform) ? e.metaKey && !e.ctrlKey : e.ctrlKey && !e.metaKey;
      if (command && !e.altKey && !e.shiftKey && (e.code === 'KeyK' || e.key === 'k')) {
        e.preventDefault();
        palette();
      }
      return;
    }
    if (off()) return;
    const key = letter(e);
    if (going > Date.now() && key) {
      going = 0;
      e.preventDefault();
      go(key);
      return;
    }
    going = 0;
    const act = { '/': search, '?': help }[e.key] || { g: wait, j: () => row(1), k: () => row(-1), e: edit }[key];
    if (!act || e.shiftKey && key) return;
    e.preventDefault();
    act();
  });

  function wait() {
    going = Date.now() + 3000;
    say(said()[0]);
  }

  function go(key) {
    const link = document.querySelector(`a[data-go="${key}"]`);
    if (!link) return say(said()[1]);
    say(link.textContent.trim());
    link.click();
  }

  function search() {
    const field = [...document.querySelectorAll('input[data-search], main input[name=q]')].find((f) => f.checkVisibility());
    if (!field) {
      location.href = '/search';
      return;
    }
    field.focus();
    field.select();
  }

  // Rows: the link of the row has the focus, so that it is read out and Enter
  // opens it; the row is the current one.
  const rows = () => [...document.querySelectorAll('main .list-row, main tbody tr, main .list > li')]
    .filter((r) => !r.matches('.list-group, .list-total') && r.checkVisibility() && r.querySelector('a[href]'));
  const current = () => document.activeElement.closest('.row-current') || document.querySelector('main .row-current');

  function row(step) {
    const all = rows();
    if (!all.length) return say(said()[2]);
    const at = all.indexOf(document.activeElement.closest('tr, li')) >= 0 ? all.indexOf(document.activeElement.closest('tr, li')) : all.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
    if (!all[next]) return say(said()[step > 0 ? 3 : 4]);
    for (const r of document.querySelectorAll('.row-current')) {
      r.classList.remove('row-current');
      r.removeAttribute('aria-current');
    }
    all[next].classList.add('row-current');
    all[next].setAttribute('aria-current', 'true');
    all[next].querySelector('a[href]').focus({ preventScroll: true });
    all[next].scrollIntoView({ block: 'nearest' });
  }

  function edit() {
    const pen = current()?.querySelector('[data-edit]') || (current() ? null : document.querySelector('main [data-edit]'));
    if (!pen) return say(said()[5]);
    pen.click();
  }

  // A form in a row: what stands in its field is chosen, to be typed over; Escape
  // leaves it for its pencil.
  document.addEventListener('focusin', (e) => {
    if (e.target.matches?.('.list-edit input.form-control')) e.target.select();
  });
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.defaultPrevented || e.isComposing || busy()) return;
    const line = e.target.closest?.('tr:has(> .list-edit)'), leave = line?.querySelector('.list-edit .form-actions a[data-hx-get]');
    if (!leave) return;
    e.preventDefault();
    document.addEventListener('htmx:after:swap', () => document.querySelector(`#${line.id} [data-edit]`)?.focus({ preventScroll: true }), { once: true });
    leave.click();
  });

  // Dialogs hold what the server says of the shortcuts and of the pages. Without
  // an answer the page itself is opened.
  async function show(address, id) {
    const box = document.createElement('dialog');
    box.className = 'keys-box';
    box.id = 'keys-box';
    box.setAttribute('aria-labelledby', `${id}-title`);
    try {
      const answer = await fetch(address, { headers: { 'HX-Request': 'true', 'HX-Target': `div#${id}` } });
      const part = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
      if (!part) throw new Error();
      if (busy()) return null;
      box.append(part);
    } catch {
      location.href = address;
      return null;
    }
    const before = document.activeElement;
    box.addEventListener('close', () => {
      box.remove();
      if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
    });
    box.addEventListener('click', (e) => {
      if (e.target === box || e.target.closest('[data-close]')) box.close();
    });
    document.body.append(box);
    box.showModal();
    return box;
  }

  const days = () => {
    const from = new URLSearchParams(location.search), to = new URLSearchParams();
    for (const name of ['as_of', 'against']) if (from.get(name)) to.set(name, from.get(name));
    return to;
  };

  let opening = false; // two presses open one
  const once = (open) => async () => {
    if (opening) return;
    opening = true;
    try {
      await open();
    } finally {
      opening = false;
    }
  };

  const help = once(() => show('/keys', 'keys'));

  const palette = once(async () => {
    const box = await show(`/palette?${days()}`, 'palette');
    if (!box) return;
    const input = box.querySelector('[role=combobox]');
    let options, at, timer, asked = 0;
    let answered = input.value; // what the options are the answer to
    let awaited = null; // what is asked for and not answered yet
    let hurried = false; // Enter came before the answer to what is typed
    function fresh() {
      options = [...box.querySelectorAll('[role=option]')];
      choose(options.length ? 0 : -1);
    }
    function choose(n) {
      options[at]?.removeAttribute('aria-selected');
      at = n;
      input.removeAttribute('aria-activedescendant');
      if (!options[n]) return;
      options[n].setAttribute('aria-selected', 'true');
      options[n].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', options[n].id);
    }
    const waits = (yes) => box.querySelector('#palette-found').toggleAttribute('data-waits', yes);
    async function ask() {
      const mine = ++asked, typed = input.value, q = days();
      q.set('q', typed);
      let part;
      awaited = typed;
      try {
        const answer = await fetch(`/palette?${q}`, { headers: { 'HX-Request': 'true', 'HX-Target': 'div#palette-found' } });
        part = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('palette-found');
      } catch { /* as with an answer that is none */ }
      if (mine !== asked || !box.open) return;
      awaited = null;
      if (!part) {
        waits(false);
        if (hurried) input.form.submit(); // the page says what is wrong
        return;
      }
      box.querySelector('#palette-found').replaceWith(part);
      answered = typed;
      waits(input.value !== typed);
      fresh();
      const open = hurried && options[at];
      hurried = false;
      if (open) open.click();
      else say(part.dataset.said);
    }
    input.addEventListener('input', () => {
      hurried = false;
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
      waits(true);
    });
    input.addEventListener('keydown', (e) => {
      if (e.isComposing || e.altKey || e.ctrlKey || e.metaKey) return;
      const last = options.length - 1;
      const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, PageDown: Math.min(at + 8, last), PageUp: Math.max(at - 8, 0) }[e.key];
      if (to !== undefined && last >= 0) {
        e.preventDefault();
        choose(to);
      } else if (e.key === 'Escape') {
        e.preventDefault(); // the field would only be emptied
        box.close();
      } else if (e.key === 'Enter') {
        e.preventDefault();
        if (input.value === answered) options[at]?.click();
        else {
          // What is seen answers something else: the first of the answer is opened.
          hurried = true;
          clearTimeout(timer);
          if (awaited !== input.value) ask();
        }
      }
    });
    fresh();
    input.focus();
    // Say gets its own place in the dialog: outside of it nothing is heard.
    voice = box.querySelector('[role=status]');
  });
})();
