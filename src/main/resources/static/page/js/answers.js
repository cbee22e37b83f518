/** What a stored model says of the points that a plot shows, in numbers of the service. */

import { api } from './api.js';

/**
 * @import {Ground} from './ground.js'
 * @import {Model} from './types.js'
 *
 * @typedef {{responsibilities: number[], noise?: number, mostProbable: number, logDensity: number | null}} Answer
 *
 * @typedef {{logDensity: number, percentile: number | null}} Score without a percentile where a value is missing
 */

/** The probabilities and labels of all points of a ground. */
export class Answers {
  /** @param {Model} model @param {Answer[]} rows */
  constructor(model, rows) {
    this.components = model.weights.length;
    this.noise = model.noise != null;
    /** With noise. */
    this.k = this.components + (this.noise ? 1 : 0);
    this.probabilities = new Float64Array(rows.length * this.k);
    this.labels = Int16Array.from(rows, ({ mostProbable }) => mostProbable);
    rows.forEach(({ responsibilities, noise }, n) => {
      this.probabilities.set(responsibilities, n * this.k);
      if (this.noise) {
        this.probabilities[n * this.k + this.k - 1] = noise ?? 0;
      }
    });
  }

  /** @param {Model} model @param {Ground} ground */
  static async of(model, ground) {
    /** @type {{rows: Answer[]}} */
    const { rows } = await asked(model, ground, 'responsibilities');
    return new Answers(model, rows);
  }

  get size() {
    return this.labels.length;
  }

  /** @param {number} point @returns {number[]} of each component, and of noise last */
  of(point) {
    return Array.from(this.probabilities.subarray(point * this.k, (point + 1) * this.k));
  }

  /** @param {number} point @returns {number} the largest probability */
  most(point) {
    return Math.max(...this.probabilities.subarray(point * this.k, (point + 1) * this.k));
  }
}

/**
 * @param {Model} model that has a density
 * @param {Ground} ground
 * @returns {Promise<Score[]>}
 */
export async function scores(model, ground) {
  /** @type {{rows: Score[]}} */
  const { rows } = await asked(model, ground, 'score');
  return rows;
}

/**
 * What a model says of one point.
 *
 * @param {Model} model
 * @param {(number | string | null)[]} row
 * @returns {Promise<{answer: Answer, score: Score | null}>} without a score where there is no density
 */
export async function ofPoint(model, row) {
  const of = (/** @type {string} */ question) =>
    /** @type {Promise<{rows: any[]}>} */ (api.question(model.name, model.version, question, { columns: model.columns, rows: [row] }));
  const [answered, scored] = await Promise.all([of('responsibilities'), model.algorithm === 'kmeans' ? null : of('score')]);
  return { answer: answered.rows[0], score: scored?.rows[0] ?? null };
}

/**
 * @param {Model} model
 * @param {Ground} ground
 * @param {string} question
 * @returns {Promise<{rows: any[]}>}
 */
function asked({ name, version }, { points, datasetId }, question) {
  // What the service has need not be sent to it.
  return datasetId && points.rows.length === points.totalRows
    ? api.questionOf(name, version, question, { datasetId })
    : api.question(name, version, question, { columns: points.columns, rows: points.rows });
}
