/** The plot that suits a mixture: of one column what is expected of its values, of several a scatter plot. */

import { ColumnPlot } from '../../column-plot.js';
import { MixturePlot } from '../../mixture-plot.js';
import { gaussianColumns } from './components.js';

/**
 * @import {Ground} from '../../ground.js'
 * @import {Points} from '../../points.js'
 * @import {Model} from '../../types.js'
 *
 * @typedef {object} Place what was clicked
 * @property {number | null} point of the ground
 * @property {Record<string, number>} values by column
 */

/**
 * @param {Model} model
 * @param {Ground} ground
 * @param {{file: string, label: string, leader?: MixturePlot | ColumnPlot, onPlace?: (place: Place) => void}} options
 * @returns {MixturePlot | ColumnPlot}
 */
export function pictureOf(model, { points }, { file, label, leader, onPlace }) {
  const { columns, families } = model;
  if (columns.length === 1) {
    return new ColumnPlot({
      points,
      column: columns[0],
      file,
      label,
      distribution: families?.[0],
      onPlace: (value) => onPlace?.({ point: null, values: { [columns[0]]: value } }),
    });
  }
  return new MixturePlot({
    points,
    columns,
    file,
    label,
    families,
    first: telling(model, points),
    leader: leader instanceof MixturePlot ? leader : undefined,
    onPlace: onPlace && (({ x, y, point }, axes) => onPlace({ point, values: { [axes.x]: x, [axes.y]: y } })),
  });
}

/** Rows by which columns are judged. */
const ENOUGH = 2000;

/**
 * The two columns in which components lie farthest apart, measured by how much the points scatter; in the model's order.
 *
 * @param {Model} model
 * @param {Points} points
 * @returns {string[] | undefined} undefined where fewer than two columns have means
 */
function telling(model, points) {
  const columns = gaussianColumns(model);
  const { means, weights } = model;
  if (!means || columns.length < 2) {
    return undefined;
  }
  const ratio = columns.map((column, i) => {
    const values = points.values(column).filter((value, n) => n < ENOUGH && !Number.isNaN(value));
    return variance(means.map((mean) => mean[i]), weights) / (variance(values, null) || 1);
  });
  const order = columns.map((_, i) => i).sort((a, b) => ratio[b] - ratio[a]);
  return order.slice(0, 2).sort((a, b) => a - b).map((i) => columns[i]);
}

/** @param {ArrayLike<number>} values @param {number[] | null} weights */
function variance(values, weights) {
  let [sum, sumOfValues, sumOfSquares] = [0, 0, 0];
  for (let n = 0; n < values.length; n++) {
    const weight = weights ? weights[n] : 1;
    sum += weight;
    sumOfValues += weight * values[n];
  }
  const mean = sum ? sumOfValues / sum : 0;
  for (let n = 0; n < values.length; n++) {
    sumOfSquares += (weights ? weights[n] : 1) * (values[n] - mean) ** 2;
  }
  return sum ? sumOfSquares / sum : 0;
}
