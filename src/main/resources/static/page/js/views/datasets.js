/** The list of datasets. */

import { api } from '../api.js';
import { ask, h, table } from '../dom.js';
import { ago, bytes, counted, whole } from '../format.js';
import { go, link } from '../router.js';
import { action, all } from './parts.js';
import { dropZone } from './upload.js';

/**
 * @import {Dataset, Shown} from '../types.js'
 */

/** @returns {Promise<Shown>} */
export async function show() {
  const { items, more } = await all(api.datasets);
  return {
    title: 'Data',
    content: [
      h('h1', {}, 'Data'),
      dropZone((uploaded) => go(link(['data', uploaded.id]))),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, items.length ? counted(items.length, 'dataset') + (more ? ' and more' : '') : 'No data yet'),
        items.length > 0 && list(items),
      ),
    ],
  };
}

/** @param {Dataset[]} datasets */
function list(datasets) {
  return table(
    'Datasets',
    ['Name', 'Rows', 'Columns', 'Size', 'Stored', ''],
    datasets.map((dataset) => [
      h('a', { href: link(['data', dataset.id]) }, dataset.name),
      whole(dataset.rows),
      names(dataset.columns),
      bytes(dataset.rows * dataset.columns.length * 8),
      ago(dataset.createdAt),
      h(
        'span',
        { class: 'buttons' },
        h('a', { class: 'button', href: link(['fit'], { datasetId: dataset.id }) }, 'Fit'),
        action('Delete', () => remove(dataset), { kind: 'danger', label: `Delete ${dataset.name}` }),
      ),
    ]),
    { numeric: [1, 3] },
  );
}

/** @param {string[]} columns */
function names(columns) {
  const first = columns.slice(0, 6).join(', ');
  return columns.length > 6 ? `${first} and ${columns.length - 6} more` : first;
}

/** @param {Dataset} dataset */
async function remove(dataset) {
  if (await ask(`Delete the dataset ${dataset.name} with its ${counted(dataset.rows, 'row')}? Models that were fitted to it stay.`, 'Delete it')) {
    await api.remove(`datasets/${dataset.id}`);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}
