/** What can be taken away of a model, where it comes from, and its other versions. */

import { api } from '../../api.js';
import { ask, h, table } from '../../dom.js';
import { ago, between, duration, exact, number, whole } from '../../format.js';
import { save } from '../../plots/download.js';
import { go, link } from '../../router.js';
import { kindOf } from '../../words.js';
import { action, facts } from '../parts.js';
import { section } from './parts.js';

/**
 * @import {Child} from '../../dom.js'
 * @import {Model} from '../../types.js'
 * @import {Context} from './parts.js'
 */

/**
 * Whether other programs have words for it.
 *
 * @param {Model} model
 */
function isGaussian({ algorithm, family, families }) {
  return algorithm === 'em' && family === 'gaussian' && !families;
}

/** @param {Context} context */
export function takeAway({ model, ground }) {
  const file = `${model.name}-${model.version}`;
  const csv = (/** @type {string} */ what, /** @type {Record<string, string>} */ query) =>
    action(what, async () => save(`${file}-${what.toLowerCase()}.csv`, 'text/csv', await api.csvOf(model.name, model.version, 'responsibilities', { datasetId: ground.datasetId, ...query })), {
      label: `${what} of all rows as CSV`,
    });
  const exported = (/** @type {string} */ format, /** @type {string} */ text) =>
    action(text, async () => save(`${file}.${format}`, 'application/octet-stream', await api.exported(model.name, model.version, format)));
  return section(
    'downloads',
    'To take away',
    h(
      'div',
      { class: 'buttons' },
      ground.datasetId && csv('Labels', { answer: 'labels' }),
      ground.datasetId && csv('Probabilities', {}),
      h('button', { type: 'button', onclick: () => save(`${file}.json`, 'application/json', JSON.stringify(model, null, 2)) }, 'Parameters'),
      isGaussian(model) && exported('onnx', 'ONNX'),
      isGaussian(model) && !model.noise && exported('npz', 'npz for scikit-learn'),
    ),
    isGaussian(model) && h('p', { class: 'quiet' }, 'ONNX runs in onnxruntime and others; npz has the arrays of scikit-learn\'s GaussianMixture.'),
    h('p', { class: 'quiet' }, ground.datasetId ? 'Labels and probabilities are CSV with a line for each row of the data, in their order; the parameters are JSON. ' : 'The parameters are JSON. ', 'Every plot has buttons of its own below it.'),
  );
}

/** @param {Context} context */
export function origin({ model, ground }) {
  const { provenance } = model;
  const { request, timings } = provenance;
  const pairs = /** @type {[string, Child | Child[]][]} */ (
    [
      ['Data', provenance.datasetId && (ground.datasetId ? h('a', { href: link(['data', provenance.datasetId]) }, provenance.datasetName ?? provenance.datasetId) : `${provenance.datasetName ?? provenance.datasetId} (no longer stored)`)],
      ['Rows', provenance.rows != null && whole(provenance.rows) + (provenance.weightColumn ? `, of weight ${number(provenance.totalWeight)} by ${provenance.weightColumn}` : '')],
      ['Fit', provenance.fitId && h('a', { href: link(['fits', provenance.fitId]) }, provenance.fitId)],
      ['Stored', ago(model.createdAt)],
      ['Took', provenance.startedAt && `${between(provenance.startedAt, provenance.finishedAt)}${timings ? `: ${duration(timings.initializationMillis)} to begin, ${duration(timings.iterationsMillis)} of iterations` : ''}`],
      ['Seed', provenance.seed],
      ['Numerics', provenance.numerics && `${provenance.numerics}: the same request gives the same bits under this version`],
      ['Kernels', provenance.kernel],
      ['Engine', provenance.engineVersion],
      ['Java', provenance.java],
    ].filter(([, value]) => value != null && value !== false && value !== '')
  );
  return section(
    'origin',
    'Where it comes from',
    provenance.origin === 'imported' && h('p', {}, 'Its parameters were imported: from another program, or a paper.'),
    facts(pairs),
    request && h('details', {}, h('summary', {}, 'The request, with every default'), h('pre', { tabindex: 0, role: 'region', 'aria-label': 'The request' }, h('code', {}, JSON.stringify(request, null, 2)))),
  );
}

/** @param {Context} context */
export function otherVersions({ model, versions }) {
  return section(
    'versions',
    'Versions',
    table(
      `Versions of ${model.name}`,
      ['Version', 'Stored', 'Components', 'Structure', 'BIC', 'Compare'],
      versions.map((version) => {
        const own = version.version === model.version;
        return [
          own ? h('strong', { 'aria-current': 'page' }, `${version.version} (shown)`) : h('a', { href: link(['models', model.name, 'versions', version.version]) }, `version ${version.version}`),
          ago(version.createdAt),
          whole(version.components),
          kindOf(version),
          exact(version.bic),
          !own && h('a', { href: compareLink(model, version.name, version.version) }, `with ${model.version}`),
        ];
      }),
      { numeric: [2, 4] },
    ),
    h(
      'div',
      { class: 'buttons' },
      h('a', { class: 'button', href: link(['compare'], { a: `${model.name}/${model.version}` }) }, 'Compare with another model'),
      action('Delete this version', () => remove(model), { kind: 'danger' }),
    ),
  );
}

/** @param {Model} model @param {string} name @param {number} version */
function compareLink(model, name, version) {
  return link(['compare'], { a: `${name}/${version}`, b: `${model.name}/${model.version}` });
}

/** @param {Model} model */
async function remove({ name, version }) {
  if (await ask(`Delete version ${version} of ${name}? There is no way back, and its number is never given again.`, 'Delete it')) {
    await api.remove(`models/${encodeURIComponent(name)}/versions/${version}`);
    go(link(['models']));
  }
}
