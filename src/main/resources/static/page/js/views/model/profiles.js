/** The means of all components in all columns, on the scale of the whole mixture: parallel coordinates. */

import { h } from '../../dom.js';
import { number } from '../../format.js';
import { color, css } from '../../palette.js';
import { Chart } from '../../plots/charts.js';
import { spread } from '../../spread.js';
import { nameOf } from '../parts.js';
import { gaussianColumns } from './components.js';

/**
 * @import {Model} from '../../types.js'
 * @import {Context} from './parts.js'
 */

/** Symbols of ECharts that look like the shapes of components, as far as it has them. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect', 'emptyCircle'];

/** Columns from which a chart takes the width of two. */
const MANY = 8;

/** @param {Context} context */
export function profiles({ model, keep }) {
  const columns = gaussianColumns(model);
  if (!model.means || columns.length < 2) {
    return null;
  }
  const chart = keep(new Chart({ label: `Means of the components of ${model.name}`, file: `${model.name}-${model.version}-means`, height: 380 }));
  const scales = columns.map((_, i) => whole(model, i));
  chart.show({
    tooltip: { trigger: 'item' },
    legend: { data: model.weights.map((_, c) => nameOf(c, model)) },
    grid: { left: 56, right: 44, top: 40, bottom: columns.length > 6 ? 90 : 50 },
    xAxis: { type: 'category', data: columns, boundaryGap: false, axisLabel: { interval: columns.length > 40 ? 'auto' : 0, rotate: columns.length > 6 ? 40 : 0, width: 110, overflow: 'truncate', hideOverlap: false }, splitLine: { show: true } },
    yAxis: { type: 'value', name: 'standard deviations from the mean of all', nameGap: 36 },
    series: model.means.flatMap((mean, c) => seriesOf(model, columns, scales, mean, c)),
  });
  return h(
    'div',
    { class: columns.length > MANY ? 'whole' : null },
    h('h3', {}, 'Profiles'),
    h('p', { class: 'quiet' }, 'The mean of each component in each column', model.covariances && ', and one standard deviation to both sides', '. 0 is the mean of the whole mixture.'),
    chart.element,
  );
}

/**
 * @param {Model} model
 * @param {string[]} columns
 * @param {{mean: number, deviation: number}[]} scales
 * @param {number[]} mean
 * @param {number} c
 */
function seriesOf(model, columns, scales, mean, c) {
  const rgb = css(color(c));
  const z = (/** @type {number} */ value, /** @type {number} */ i) => (value - scales[i].mean) / scales[i].deviation;
  const line = {
    type: 'line',
    name: nameOf(c, model),
    data: mean.map(z),
    symbol: SYMBOLS[c % SYMBOLS.length],
    symbolSize: 10,
    lineStyle: { color: rgb, width: 2.5 },
    itemStyle: { color: rgb },
    tooltip: { formatter: (/** @type {any} */ { dataIndex: i }) => `${nameOf(c, model)}\n${columns[i]}: ${number(mean[i])}${model.covariances ? ` ± ${number(spread(model, c, i))}` : ''}` },
    z: 3,
  };
  if (!model.covariances) {
    return [line];
  }
  const low = mean.map((value, i) => z(value - spread(model, c, i), i));
  const wide = mean.map((_, i) => (2 * spread(model, c, i)) / scales[i].deviation);
  const band = { type: 'line', name: nameOf(c, model), stack: `band ${c}`, stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { color: rgb }, silent: true, tooltip: { show: false } };
  return [{ ...band, data: low }, { ...band, data: wide, areaStyle: { color: rgb, opacity: 0.14 } }, line];
}

/** Mean and standard deviation of the means' mixture and what is within. @param {Model} model @param {number} i */
function whole(model, i) {
  const { weights, means } = model;
  const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
  const mean = weights.reduce((all, weight, c) => all + (weight * (means?.[c][i] ?? 0)) / sum, 0);
  const variance = weights.reduce((all, weight, c) => all + (weight * (((means?.[c][i] ?? 0) - mean) ** 2 + (model.covariances ? spread(model, c, i) ** 2 : 0))) / sum, 0);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
