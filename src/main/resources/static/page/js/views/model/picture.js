/** The plot that suits a mixture: of one column what is expected of its values, of several a scatter plot. */

import { ColumnPlot } from '../../column-plot.js';
import { MixturePlot } from '../../mixture-plot.js';

/**
 * @import {Ground} from '../../ground.js'
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
    leader: leader instanceof MixturePlot ? leader : undefined,
    onPlace: onPlace && (({ x, y, point }, axes) => onPlace({ point, values: { [axes.x]: x, [axes.y]: y } })),
  });
}
