/** The points on which a stored model is looked at: the data it was fitted to, or what can stand in for them. */

import { api, Refused } from './api.js';
import { Points } from './points.js';

/**
 * @import {Model} from './types.js'
 *
 * @typedef {object} Ground
 * @property {'data' | 'drawn' | 'centres'} kind
 * @property {Points} points
 * @property {string | null} datasetId null where the points are no stored data
 * @property {string | null} note what the points are, where they are no data
 */

/** Points that are drawn where there are no data. */
const DRAWN = 2000;

/**
 * @param {Model} model
 * @returns {Promise<Ground>}
 */
export async function groundOf(model) {
  const { datasetId } = model.provenance;
  return (datasetId && (await dataOf(datasetId, model.columns))) || standIn(model);
}

/**
 * @param {string} datasetId
 * @param {string[]} columns that are needed
 * @returns {Promise<Ground | null>} null where the dataset is not there, or has other columns
 */
export async function dataOf(datasetId, columns) {
  try {
    const points = await Points.of(datasetId);
    return columns.every((column) => points.columns.includes(column)) ? { kind: 'data', points, datasetId, note: null } : null;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) {
      return null;
    }
    throw error;
  }
}

/** @param {Model} model @returns {Promise<Ground>} */
async function standIn(model) {
  const why = model.provenance.datasetId
    ? 'The data it was fitted to are no longer stored; whoever uploads the same again finds them here.'
    : 'It was imported, so there are no data that it was fitted to.';
  if (model.algorithm === 'kmeans') {
    const rows = model.means ?? [];
    return { kind: 'centres', points: points(model.columns, rows), datasetId: null, note: `${why} Its centres alone are shown.` };
  }
  /** @type {{columns: string[], rows: {point: number[]}[]}} */
  const sample = await api.question(model.name, model.version, 'sample', { size: DRAWN, seed: 42 });
  return {
    kind: 'drawn',
    points: points(sample.columns, sample.rows.map(({ point }) => point)),
    datasetId: null,
    note: `${why} The points shown are ${DRAWN.toLocaleString('en')} that were drawn from the model itself.`,
  };
}

/** @param {string[]} columns @param {(number | string | null)[][]} rows */
function points(columns, rows) {
  return new Points({ datasetId: '', columns, rows, totalRows: rows.length, indices: rows.map((_, at) => at) });
}
