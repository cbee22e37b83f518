/** The list of models. */

import { api } from '../api.js';
import { ask, h, table } from '../dom.js';
import { ago, counted, exact, whole } from '../format.js';
import { link } from '../router.js';
import { kindOf } from '../words.js';
import { action, all } from './parts.js';

/**
 * @import {ModelSummary, Shown, VersionSummary} from '../types.js'
 *
 * @typedef {ModelSummary & {newest: VersionSummary | undefined}} Listed
 */

/** Models of which the newest version is asked for, too: each is a request. */
const DETAILED = 100;

/** @returns {Promise<Shown>} */
export async function show() {
  const { items, more } = await all(api.models);
  const listed = await Promise.all(items.map(async (model, at) => ({ ...model, newest: at < DETAILED ? await newest(model.name) : undefined })));
  return {
    title: 'Models',
    content: [
      h('h1', {}, 'Models'),
      h(
        'section',
        { class: 'card' },
        h('div', { class: 'head' }, h('h2', {}, items.length ? counted(items.length, 'model') + (more ? ' and more' : '') : 'No models yet'), items.length > 1 && h('a', { class: 'button', href: link(['compare']) }, 'Compare two')),
        items.length ? list(listed) : h('p', {}, 'A fit stores one. ', h('a', { href: '#/' }, 'Begin with data'), '.'),
      ),
    ],
  };
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
