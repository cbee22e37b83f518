/** The page's frame: which view is shown, light or dark, and the key. */

import { Refused } from './api.js';
import { announce, h, put } from './dom.js';
import { askForKey } from './key.js';
import { route } from './router.js';
import { watchTheme } from './theme.js';

/**
 * @import {Shown} from './types.js'
 * @import {Route} from './router.js'
 */

/** @type {Record<string, () => Promise<{show: (route: Route) => Shown | Promise<Shown>}>>} */
const VIEWS = {
  '': () => import('./views/home.js'),
  data: () => import('./views/datasets.js'),
  'data/*': () => import('./views/dataset.js'),
  fit: () => import('./views/fit-form.js'),
  fits: () => import('./views/fits.js'),
  'fits/*': () => import('./views/fit.js'),
  models: () => import('./views/models.js'),
  'models/*/versions/*': () => import('./views/model.js'),
  compare: () => import('./views/compare.js'),
};

const view = /** @type {HTMLElement} */ (document.getElementById('view'));

/** @type {Shown | null} */
let current = null;
let turn = 0;

async function render() {
  const mine = ++turn;
  const at = route();
  markNavigation(at.path[0] ?? '');
  /** @type {Shown} */
  let next;
  try {
    next = await shown(at);
  } catch (error) {
    next = refusal(error);
  }
  if (mine !== turn) {
    next.leave?.();
    return;
  }
  const first = current === null;
  current?.leave?.();
  current = next;
  document.title = `${next.title} · Mixtura`;
  put(view, ...next.content);
  scrollTo(0, 0);
  if (!first) {
    view.focus({ preventScroll: true });
    announce(next.title);
  }
}

/** @param {Route} at @returns {Promise<Shown>} */
async function shown(at) {
  const pattern = Object.keys(VIEWS).find((key) => matches(key, at.path));
  if (pattern == null) {
    return { title: 'Nothing here', content: [h('h1', {}, 'Nothing here'), h('p', {}, h('a', { href: '#/' }, 'To the start'))] };
  }
  const module = await VIEWS[pattern]();
  return module.show(at);
}

/** @param {string} pattern @param {string[]} path */
function matches(pattern, path) {
  const parts = pattern.split('/').filter(Boolean);
  return parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at]);
}

/** @param {unknown} error @returns {Shown} */
function refusal(error) {
  if (!(error instanceof Refused)) {
    throw error;
  }
  if (error.status === 401 || error.status === 403) {
    askForKey(error.message).then((known) => {
      known && render();
    });
  }
  const title = error.status === 404 ? 'Not there' : 'That did not work';
  return {
    title,
    content: [
      h('h1', {}, title),
      h('p', { class: 'problem' }, error.message),
      h('p', {}, h('a', { href: '#/' }, 'To the start')),
    ],
  };
}

/** @param {string} first */
function markNavigation(first) {
  for (const anchor of document.querySelectorAll('.bar nav a')) {
    const here = anchor.getAttribute('href') === `#/${first}`;
    here ? anchor.setAttribute('aria-current', 'page') : anchor.removeAttribute('aria-current');
  }
}

document.querySelector('.skip')?.addEventListener('click', (event) => {
  // The part behind # says which view is shown, so the link cannot be followed as it stands.
  event.preventDefault();
  view.focus();
});
document.getElementById('key')?.addEventListener('click', async () => (await askForKey()) && render());
watchTheme(/** @type {HTMLButtonElement} */ (document.getElementById('theme')));
addEventListener('hashchange', render);
render();
