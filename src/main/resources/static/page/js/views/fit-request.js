/** The request that the form of a fit makes. What is not chosen is left to the service. */

/**
 * @import {DatasetSummary} from '../types.js'
 *
 * @typedef {Record<string, string>} Chosen what was chosen, by the names of the address
 */

/** Beyond so many cells a range of components is not what one wants to begin with. */
const MANY_CELLS = 1e6;

/** mclust's structures, with the plain name where there is one. */
export const STRUCTURES = [
  ['full', 'full (VVV)'],
  ['tied', 'tied (EEE)'],
  ['diagonal', 'diagonal (VVI)'],
  ['spherical', 'spherical (VII)'],
  ...['EII', 'EEI', 'VEI', 'EVI', 'VEE', 'EVE', 'VVE', 'EEV', 'VEV', 'EVV'].map((code) => [code, code]),
];

/**
 * The request that the fields make.
 *
 * @param {Chosen} chosen
 * @param {DatasetSummary} summary
 * @returns {Record<string, any>}
 */
export function requestOf(chosen, summary) {
  const columns = columnsOf(chosen, summary);
  const kmeans = chosen.algorithm === 'kmeans';
  const { min, max } = range(chosen, summary);
  return known({
    datasetId: summary.datasetId,
    model: chosen.model,
    algorithm: kmeans ? 'kmeans' : null,
    columns: columns.length < summary.columns.filter(({ name }) => isPoint(chosen, name)).length ? columns : null,
    components: min === max || kmeans ? min : { min, max },
    covariance: kmeans ? null : structures(chosen),
    family: chosen.family,
    families: families(chosen, summary),
    noise: chosen.noise === 'true' || null,
    weightColumn: chosen.weightColumn,
    labelColumn: chosen.labelColumn,
    missing: summary.columns.some(({ name, missing }) => missing > 0 && columns.includes(name)) ? 'em' : null,
    selection: chosen.selection,
    standardize: chosen.standardize === 'true' || null,
    bootstrap: chosen.bootstrap === 'true' ? {} : null,
    seed: numeric(chosen.seed),
    initialization: part({ method: chosen.method, starts: numeric(chosen.starts), keep: numeric(chosen.keep) }),
    convergence: part({ tolerance: numeric(chosen.tolerance), maxIterations: numeric(chosen.maxIterations) }),
    acceleration: chosen.acceleration,
    prior: chosen.prior === 'true' ? {} : null,
    mixingWeights: chosen.mixingWeights,
    regularization: numeric(chosen.regularization),
  });
}

/**
 * The families of single columns; text can be nothing but levels.
 *
 * @param {Chosen} chosen
 * @param {DatasetSummary} summary
 */
function families(chosen, summary) {
  const used = columnsOf(chosen, summary);
  const text = summary.columns.filter(({ name, levels }) => levels && used.includes(name)).map(({ name }) => [name, 'categorical']);
  const all = { ...(chosen.algorithm === 'kmeans' ? {} : Object.fromEntries(text)), ...object(chosen.families) };
  return Object.keys(all).length ? all : null;
}

/** @param {Chosen} chosen @returns {string | string[] | null} */
function structures(chosen) {
  const list = listed(chosen.covariance);
  if (!list?.length || (list.length === 1 && list[0] === 'full')) {
    return null;
  }
  return list.length === STRUCTURES.length ? 'all' : list.length === 1 ? list[0] : list;
}

/** @param {Chosen} chosen @param {DatasetSummary} summary */
export function range(chosen, summary) {
  const many = summary.rows * summary.columns.length > MANY_CELLS;
  const min = Number(chosen.min ?? (many ? 3 : 1));
  return { min, max: Math.max(min, Number(chosen.max ?? (many ? min : Math.max(min, 6)))) };
}

/** @param {Chosen} chosen @param {DatasetSummary} summary @returns {string[]} */
export function columnsOf(chosen, summary) {
  const names = summary.columns.map(({ name }) => name).filter((name) => isPoint(chosen, name));
  const list = listed(chosen.columns);
  return list ? names.filter((name) => list.includes(name)) : names;
}

/** @param {Chosen} chosen @param {string} name */
function isPoint(chosen, name) {
  return name !== chosen.weightColumn && name !== chosen.labelColumn;
}

/** @param {string | undefined} text @returns {string[] | null} */
export function listed(text) {
  const value = text ? object(text) : null;
  return Array.isArray(value) ? value : null;
}

/** @param {string | undefined} text @returns {any} */
export function object(text) {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return {};
  }
}

/** A number; what is none is sent as it is, so that the service says what is wrong with it. @param {string | undefined} text */
function numeric(text) {
  return text == null || text === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
}

/** @param {Record<string, any>} all */
function known(all) {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value != null && value !== ''));
}

/** @param {Record<string, any>} all */
function part(all) {
  const some = known(all);
  return Object.keys(some).length ? some : null;
}
