// What plain HTML cannot do: focus after a part of the page was replaced, a
// word before typed text is lost, one answer to two clicks, a calendar beside
// a day. Every page works without it.
(() => {
  'use strict';

  const body = () => document.body.dataset;

  // Focus: the summary of errors or the message that it is done come first;
  // else the place where the person was; else the part that was replaced.
  let before = null;
  const sends = (form) => form && `${form.role} ${form.action}`;
  document.addEventListener('htmx:before:swap', () => {
    const a = document.activeElement;
    before = a && a !== document.body ? { id: a.id, form: a.type === 'submit' ? sends(a.form) : '' } : null;
  });
  document.addEventListener('htmx:after:swap', (e) => {
    const news = document.querySelector('[data-focus]');
    const target = e.detail.ctx?.target;
    if (target instanceof Element && target.closest('[aria-live]')) return; // it is heard; the person goes on typing
    if (news) {
      show(news);
    } else if (!(target instanceof Element) || target === document.body) {
      document.getElementById('content')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    } else if (before && document.activeElement === document.body) {
      const again = (before.id && document.getElementById(before.id)) ||
        (before.form && [...document.forms].find((f) => sends(f) === before.form)?.querySelector('[type=submit]')) || document.getElementById(target.id);
      if (again && again.tabIndex < 0) again.tabIndex = -1;
      again?.focus({ preventScroll: true });
    }
    days(document);
  });

  function show(news) {
    news.focus({ preventScroll: true });
    news.scrollIntoView({ block: 'nearest' });
  }

  // Double submission: the button rests until there is an answer. It stays in
  // the form's data, so it is held back only after that has been collected.
  document.addEventListener('submit', (e) => {
    const form = e.target;
    if (form.method !== 'post') return;
    if (form.dataset.sending) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    form.dataset.sending = 'yes';
    typed.delete(form);
    e.submitter?.setAttribute('aria-busy', 'true');
    // A file to download never leaves the page: let the form go after a while.
    setTimeout(() => rest(form), 20000);
  }, true);

  function rest(form) {
    delete form.dataset.sending;
    for (const b of form.querySelectorAll('[aria-busy]')) b.removeAttribute('aria-busy');
  }
  const formOf = (e) => e.detail.ctx?.sourceElement?.closest?.('form');
  document.addEventListener('htmx:finally:request', (e) => {
    const form = formOf(e);
    if (form) rest(form);
  });
  addEventListener('pageshow', () => document.querySelectorAll('form').forEach(rest));

  // No answer at all: say so where messages are said, and keep what was typed.
  document.addEventListener('htmx:error', (e) => {
    const form = formOf(e);
    if (form) typed.add(form);
    const flash = document.getElementById('flash');
    if (!flash || !body().failed) return;
    const p = document.createElement('div');
    p.className = 'alert alert-danger';
    p.role = 'alert';
    p.tabIndex = -1;
    p.textContent = body().failed;
    flash.replaceChildren(p);
    show(p);
  });

  // Leaving with typed text: the browser asks in its own words.
  const typed = new Set();
  document.addEventListener('input', (e) => {
    const form = e.target.form;
    if (form?.hasAttribute('data-typed')) typed.add(form);
  });
  addEventListener('beforeunload', (e) => {
    for (const form of typed) {
      if (form.isConnected && !form.dataset.sending) e.preventDefault();
    }
  });

  // Why something is so opens in place, in one dialog; without it the page does.
  document.addEventListener('click', async (e) => {
    const a = e.target.closest?.('a[href*="/why"]');
    if (!a || !a.pathname.endsWith('/why') || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || document.querySelector('main #why')) return;
    e.preventDefault();
    let part;
    try {
      const answer = await fetch(a.href, { headers: { 'HX-Request': 'true', 'HX-Target': 'div#why' } });
      if (answer.ok) part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('why');
    } catch { /* the page says what is wrong */ }
    if (!part) {
      location.href = a.href;
      return;
    }
    const box = document.querySelector('.why-dialog') || document.body.appendChild(document.createElement('dialog'));
    box.className = 'why-dialog';
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn btn-quiet';
    close.textContent = body().close;
    close.addEventListener('click', () => box.close());
    box.replaceChildren(close, part);
    box.setAttribute('aria-labelledby', 'why-title');
    if (!box.open) box.showModal();
  });
  document.addEventListener('click', (e) => {
    if (e.target.classList?.contains('why-dialog')) e.target.close();
  });

  // Days: a button that opens the browser's own calendar and writes 30.09.2018.
  const iso = (s) => s.trim().replace(/^(\d\d?)[./, -](\d\d?)[./, -](\d{4})$/, (_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  function days(root) {
    for (const input of root.querySelectorAll('input[data-day]:not([data-ready])')) {
      if (!('showPicker' in HTMLInputElement.prototype)) return;
      input.dataset.ready = 'yes';
      const picker = document.createElement('input');
      picker.type = 'date';
      picker.className = 'day-picker';
      picker.tabIndex = -1;
      picker.ariaHidden = 'true';
      picker.addEventListener('change', () => {
        if (!picker.value) return;
        input.value = picker.value.split('-').reverse().join('.');
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.focus();
      });
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'day-button';
      button.ariaLabel = input.dataset.day;
      button.innerHTML = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM16 3v4M8 3v4M4 11h16"/></svg>';
      button.addEventListener('click', () => {
        picker.value = iso(input.value);
        picker.showPicker();
      });
      input.after(button, picker);
    }
  }
  days(document);

  // Shortcuts come when the page is at rest: nothing waits for them.
  if (body().keys) {
    (window.requestIdleCallback || setTimeout)(() => {
      const keys = document.createElement('script');
      keys.src = body().keys;
      document.head.append(keys);
    });
  }

  // After a whole page with errors or news, go there at once.
  const news = document.querySelector('.alert-danger[data-focus]');
  if (news) news.focus();
})();
