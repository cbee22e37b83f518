/** What a stored model is, in words. */

import { counted, whole } from './format.js';

/** @import {Model} from './types.js' */

/** @type {Record<string, string>} */
const PLAIN = {
  full: 'each with a covariance of its own',
  tied: 'all with the same covariance',
  diagonal: 'each with a variance of its own in every column, and no correlations',
  spherical: 'each round, with one variance of its own',
  identity: 'all round, with variance 1',
};

const VOLUMES = { E: 'of equal volume', V: 'of different volumes' };
const SHAPES = { E: 'of equal shape', V: 'of different shapes', I: 'round' };
const ORIENTATIONS = { E: 'all turned the same way', V: 'each turned its own way', I: 'along the columns' };

/**
 * The components of a structure of covariances.
 *
 * @param {string} code a plain name, or one of mclust's
 * @param {number} [dimensions] in which they are
 * @returns {string}
 */
export function structureInWords(code, dimensions = 2) {
  if (dimensions === 1) {
    return ['tied', 'EII', 'EEI', 'EEE', 'identity'].includes(code) ? 'all with the same variance' : 'each with a variance of its own';
  }
  if (PLAIN[code]) {
    return PLAIN[code];
  }
  const [volume, shape, orientation] = code;
  const words = [
    VOLUMES[/** @type {'E'} */ (volume)],
    SHAPES[/** @type {'E'} */ (shape)],
    shape === 'I' ? null : ORIENTATIONS[/** @type {'E'} */ (orientation)],
  ];
  return words.filter(Boolean).join(', ');
}

/**
 * @param {{algorithm: string, covariance?: string | null, families?: (string | {family: string})[] | null}} model
 * @returns {string} as short as a table has room for
 */
export function kindOf({ algorithm, covariance, families }) {
  if (algorithm === 'kmeans') {
    return 'k-means';
  }
  const kinds = [...new Set((families ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.family)))];
  const others = kinds.filter((kind) => kind !== 'gaussian').join(', ');
  return [covariance, others].filter(Boolean).join(' + ') || '–';
}

/** @param {Model} model @returns {string} */
export function sentence(model) {
  const { components, columns, provenance, noise } = model;
  const clusters = model.algorithm === 'kmeans';
  const what = clusters ? counted(components, 'cluster') + ' of k-means' : counted(components, ...nouns(model));
  const structure = !clusters && model.covariance && components > 1 ? `, ${structureInWords(model.covariance, model.means?.[0]?.length)},` : '';
  const over = columns.length === 1 ? `in the column ${columns[0]}` : `in ${whole(columns.length)} columns`;
  const noisy = noise ? ' and noise' : '';
  const origin =
    provenance.origin === 'imported'
      ? 'imported by its parameters'
      : `fitted to the ${counted(provenance.rows ?? 0, 'row')} of ${provenance.datasetName ?? 'a dataset'}`;
  return `${what}${structure}${noisy} ${over}, ${origin}.`;
}

/** @param {Model} model @returns {[string, string]} one component, and many */
function nouns({ families, family: named }) {
  const kinds = new Set((families ?? []).map((column) => column.family));
  kinds.delete('gaussian');
  const mixed = kinds.size > 1 || (kinds.size === 1 && families?.some((column) => column.family === 'gaussian'));
  if (mixed) {
    return ['component of several families', 'components of several families'];
  }
  const [kind = named === 'student' ? 't' : 'Gaussian'] = kinds;
  const name = kind === 'poisson' ? 'Poisson' : kind === 'bernoulli' ? 'Bernoulli' : kind;
  return [`${name} component`, `${name} components`];
}

/** @param {Model} model @returns {string} why its fit ended */
export function endInWords({ reason, iterations, provenance, algorithm }) {
  if (reason == null || iterations == null) {
    return 'Its parameters came from outside; no fit made it here.';
  }
  const tolerance = String(provenance.request?.convergence?.tolerance).replace('e-', 'e−');
  const after = `after ${counted(iterations, 'iteration')}`;
  const told = {
    logLikelihood: `Converged ${after}: less than ${tolerance} of log-likelihood per row was left to gain.`,
    parameters:
      algorithm === 'kmeans'
        ? `Converged ${after}: the centres no longer moved.`
        : `Converged ${after}: no parameter changed by more than ${tolerance}.`,
    iterationLimit: `Not converged: it stopped ${after}, as many as were allowed.`,
    roundingLimit: `Stopped ${after}: rounding hides whatever is left to gain.`,
  }[reason];
  const cut = provenance.origin === 'cancelledFit' ? ' It is the best that a cancelled fit had found.' : '';
  return (told ?? `Stopped ${after}: ${reason}.`) + cut;
}
