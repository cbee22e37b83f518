/** The list of models. */

import { api } from '../api.js';
import { ask, h, table } from '../dom.js';
import { ago, counted, exact, whole } from '../format.js';
import { go, link } from '../router.js';
import { kindOf } from '../words.js';
import { action, all } from './parts.js';

/**
 * @import {Route} from '../router.js'
 * @import {ModelSummary, Shown, VersionSummary} from '../types.js'
 *
 * @typedef {ModelSummary & {newest: VersionSummary | undefined}} Listed
 */

/** Models of which the newest version is asked for, too: each is a request. */
const DETAILED = 100;

/** Models from which on one may want to look for some of them. */
const MANY = 12;

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ query }) {
  const name = query.get('name') ?? '';
  const { items, more } = await all(api.models, { name });
  const listed = await Promise.all(items.map(async (model, at) => ({ ...model, newest: at < DETAILED ? await newest(model.name) : undefined })));
  return {
    title: 'Models',
    content: [
      h('h1', {}, 'Models'),
      (name || items.length >= MANY) && search(name),
      h(
        'section',
        { class: 'card' },
        h('div', { class: 'head' }, h('h2', {}, items.length ? counted(items.length, 'model') + (more ? ' and more' : '') : name ? 'None is called so' : 'No models yet'), items.length > 1 && h('a', { class: 'button', href: link(['compare']) }, 'Compare two')),
        items.length ? list(listed) : !name && h('p', {}, 'A fit stores one. ', h('a', { href: '#/' }, 'Begin with data'), '.'),
      ),
    ],
  };
}

/** @param {string} name which names are to hold */
function search(name) {
  const input = h('input', { type: 'search', value: name, onchange: () => go(link(['models'], { name: input.value.trim() })) });
  return h('div', { class: 'row' }, h('label', { class: 'field' }, h('span', {}, 'Whose name holds'), input));
}

/** @param {string} name */
async function newest(name) {
  const { items } = await api.versions(name, { pageSize: 1 });
  return items[0];
}

/** @param {Listed[]} models */
function list(models) {
  return table(
    'Models',
    ['Name', 'Versions', 'Components', 'Structure', 'Columns', 'BIC', 'Newest', h('span', { class: 'unseen' }, 'What to do')],
    models.map(({ name, latestVersion, versions, updatedAt, newest: version }) => [
      h('a', { href: link(['models', name, 'versions', latestVersion]) }, name),
      whole(versions),
      version ? whole(version.components) : '–',
      version ? kindOf(version) : '–',
      version ? whole(version.columns.length) : '–',
      exact(version?.bic),
      ago(updatedAt),
      h(
        'span',
        { class: 'buttons' },
        h('a', { class: 'button', href: link(['compare'], { a: `${name}/${latestVersion}` }), 'aria-label': `Compare ${name} with another` }, 'Compare'),
        action('Delete', () => remove(name, versions), { kind: 'danger', label: `Delete ${name}` }),
      ),
    ]),
    { numeric: [1, 2, 4, 5] },
  );
}

/** @param {string} name @param {number} versions */
async function remove(name, versions) {
  if (await ask(`Delete ${name} with ${versions === 1 ? 'its version' : `all ${counted(versions, 'version')}`}? There is no way back.`, 'Delete it')) {
    await api.remove(`models/${encodeURIComponent(name)}`);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}
