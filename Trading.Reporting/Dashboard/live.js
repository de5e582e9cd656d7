// The page asks for itself again and takes over what has changed, part by part, so that focus, scroll position, selection and open
// details stay. Halt and resume are sent from dialogs. Without this script the page works too: it reloads, and each action has a
// page of its own.
(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  const updated = byId('updated'), stale = byId('stale'), told = byId('told');
  const step = Number(updated?.dataset.seconds ?? 0) * 1000;
  const mostWait = 60000, patience = 30000;
  let answeredAt = Date.now(), wait = step, timer = 0, asking = null, title = document.title;

  const keyOf = node => node.nodeType === 1 ? node.id || node.getAttribute('data-key') || '' : '';

  // Makes an element equal to a fresh one and keeps every node that can stay.
  function morph(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== 1) { old.nodeValue = fresh.nodeValue; return; }
    if (old.hasAttribute('data-keep')) return;
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    for (const { name } of [...old.attributes])
      if (!fresh.hasAttribute(name) && !(name === 'open' && old.localName === 'details')) old.removeAttribute(name);
    const wanted = new Set([...fresh.children].map(keyOf)), own = new Map();
    for (const child of [...old.children]) {
      const key = keyOf(child);
      if (key && !wanted.has(key)) child.remove();
      else if (key) own.set(key, child);
    }
    let at = old.firstChild;
    for (const next of [...fresh.childNodes]) {
      const key = keyOf(next);
      const same = key ? own.get(key) : at && !keyOf(at) && at.nodeName === next.nodeName ? at : null;
      if (!same) {
        const added = document.importNode(next, true);
        if (key) added.classList?.add('new');
        old.insertBefore(added, at);
        continue;
      }
      // A node that is moved loses the focus, so what stands in between goes instead.
      while (at && at !== same && !keyOf(at)) { const gone = at; at = at.nextSibling; gone.remove(); }
      if (at === same) at = at.nextSibling;
      else old.insertBefore(same, at);
      morph(same, next);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }

  function take(page) {
    const focused = document.activeElement;
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(part.id);
      if (fresh) morph(part, fresh);
    }
    title = page.title;
    if (focused && focused !== document.body && !focused.isConnected) byId('main').focus({ preventScroll: true });
  }

  const clock = at => new Date(at).toLocaleTimeString('en-GB');

  function tell() {
    const age = Math.round((Date.now() - answeredAt) / 1000);
    updated.textContent = `Updated ${clock(answeredAt)} your time, ${age} s ago`;
  }

  function showStale(reason) {
    const text = `The server has not answered since ${clock(answeredAt)} your time; this page shows what was known then. ${reason}`;
    if (stale.textContent !== text) stale.textContent = text;
    stale.hidden = false;
    document.title = `(!) ${title}`;
  }

  async function refresh() {
    clearTimeout(timer);
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const answer = await fetch(location.href, {
        signal: AbortSignal.any([mine.signal, AbortSignal.timeout(patience)]),
        redirect: 'manual', cache: 'no-store', headers: { Accept: 'text/html' },
      });
      if (answer.type === 'opaqueredirect') throw new Error('It asks for a sign-in: load the page again.');
      const text = await answer.text();
      if (!answer.ok) throw new Error(`It says ${answer.status}: ${text.slice(0, 200)}`);
      take(new DOMParser().parseFromString(text, 'text/html'));
      answeredAt = Date.now();
      wait = step;
      stale.hidden = true;
      document.title = title;
    } catch (error) {
      if (mine.signal.aborted) return;
      wait = Math.min(wait * 2, mostWait);
      showStale(error instanceof TypeError || error.name === 'TimeoutError' ? '' : error.message);
    }
    if (asking === mine) asking = null;
    tell();
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(refresh, wait);
  }

  if (step > 0) {
    tell();
    plan();
    setInterval(() => { if (!document.hidden) tell(); }, 1000);
    addEventListener('online', refresh);
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && Date.now() - answeredAt >= step) refresh();
      else plan();
    });
  }

  // The filter of the decisions is a query, so that it survives a reload and works without this script.
  let typing = 0;
  async function filter(form) {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname);
    await refresh();
    byId('said').textContent = byId('decisions-shown')?.textContent ?? '';
  }
  document.addEventListener('input', event => {
    const form = event.target.closest('form[data-filter]');
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(filter, 250, form);
  });

  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    const dialog = opener && byId(opener.getAttribute('data-dialog'));
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.querySelector('form').reset();
      dialog.querySelector('.answer').textContent = '';
      dialog.showModal();
    }
    const closer = event.target.closest('dialog [data-close]');
    if (closer) { event.preventDefault(); closer.closest('dialog').close(); }
  });

  // A key is typed for each request, travels in a header and stays nowhere.
  function requestOf(form) {
    const data = new FormData(form);
    if (!data.has('key')) return { body: new URLSearchParams(data), headers: { Accept: 'text/plain' } };
    const headers = { 'x-functions-key': data.get('key').trim() };
    if (!data.has('reason')) return { headers };
    headers['Content-Type'] = 'application/json';
    return { headers, body: JSON.stringify({ flatten: data.get('flatten') === 'true', reason: data.get('reason') }) };
  }

  async function act(form, button) {
    const answer = form.querySelector('.answer');
    button.disabled = true;
    answer.textContent = 'Sent; waiting for the answer.';
    try {
      const response = await fetch(form.getAttribute('action'), {
        method: 'POST', redirect: 'manual', cache: 'no-store', ...requestOf(form),
      });
      const text = response.type === 'opaqueredirect' ? 'it asks for a sign-in: load the page again.' : await response.text();
      if (!response.ok) {
        const refused = response.status === 401 ? 'that is not the acting key.' : text.slice(0, 600);
        answer.textContent = `Not done (${response.status}): ${refused}`;
        return;
      }
      form.reset();
      answer.textContent = '';
      form.closest('dialog')?.close();
      told.textContent = text;
      told.hidden = false;
      if (step > 0) refresh();
    } catch {
      answer.textContent = 'The server did not answer, so it is not known whether this was done: look at the page, then try again.';
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.matches('form[data-filter]')) {
      event.preventDefault();
      clearTimeout(typing);
      filter(form);
    }
    if (!form.matches('form[data-act]')) return;
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    if (!button.disabled) act(form, button);
  });
})();
