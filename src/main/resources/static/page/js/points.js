/** Points of a dataset as plots need them. */

import { api } from './api.js';

/** @import {Sample} from './types.js' */

/** More would not be seen, and would make the plot slow. */
const MOST = 50000;

/** Rows of a dataset, all or some at random, by column. */
export class Points {
  /** @param {Sample} sample */
  constructor(sample) {
    this.columns = sample.columns;
    this.rows = sample.rows;
    this.indices = sample.indices;
    this.totalRows = sample.totalRows;
  }

  /**
   * @param {string} datasetId
   * @param {number} [most]
   */
  static async of(datasetId, most = MOST) {
    return new Points(await api.sample(datasetId, most));
  }

  /** @param {string} column @returns {Float64Array} NaN where there is no value */
  values(column) {
    const at = this.columns.indexOf(column);
    const code = this.codes(at);
    return Float64Array.from(this.rows, (row) => code(row[at]));
  }

  /**
   * Where a value is drawn: texts stand side by side in their order.
   *
   * @param {number} at
   * @returns {(value: number | string | null) => number}
   */
  codes(at) {
    const texts = [...new Set(this.rows.map((row) => row[at]))].filter((value) => typeof value === 'string').sort();
    const codes = new Map(texts.map((text, code) => [text, code]));
    return (value) => (typeof value === 'string' ? (codes.get(value) ?? NaN) : (value ?? NaN));
  }

  /**
   * @param {string[]} columns
   * @returns {(number | string | null)[][]} rows with these columns in this order
   */
  of(columns) {
    const at = columns.map((column) => this.columns.indexOf(column));
    return this.rows.map((row) => at.map((column) => row[column]));
  }

  /** @param {number} point @param {string[]} columns */
  row(point, columns) {
    return columns.map((column) => this.rows[point][this.columns.indexOf(column)]);
  }

  /** What is shown, where it is not all. */
  get note() {
    return this.rows.length < this.totalRows
      ? `${this.rows.length.toLocaleString('en')} of ${this.totalRows.toLocaleString('en')} points are shown, drawn at random.`
      : null;
  }
}
