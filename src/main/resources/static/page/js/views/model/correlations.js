/** Correlations within a component, as a heat map and as a table. */

import { choice, h, table } from '../../dom.js';
import { exact, whole } from '../../format.js';
import { correlations } from '../../mixture.js';
import { Chart } from '../../plots/charts.js';
import { remember, route } from '../../router.js';
import { nameOf } from '../parts.js';
import { gaussianColumns } from './components.js';
import { folded } from './parts.js';

/** @import {Context} from './parts.js' */

/** Columns up to which each cell says its number. */
const WITH_NUMBERS = 12;

/** Columns that are shown; the square of their number is what is drawn. */
const MOST = 60;

/** @param {Context} context */
export function correlationMap({ model, keep }) {
  const known = gaussianColumns(model);
  const columns = known.slice(0, MOST);
  const { covariances } = model;
  if (!covariances || columns.length < 2) {
    return null;
  }
  if (['spherical', 'diagonal', 'identity', 'EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI'].includes(model.covariance ?? '')) {
    return h('div', {}, h('h3', {}, 'Correlations'), h('p', {}, `The structure ${model.covariance} has none: within a component columns are independent.`));
  }
  const chart = keep(new Chart({ label: 'Correlations within a component', file: `${model.name}-${model.version}-correlations`, height: Math.min(620, 150 + 44 * columns.length) }));
  const numbers = h('div');
  const show = (/** @type {number} */ component) => {
    const values = correlations(covariances[component].slice(0, MOST).map((row) => row.slice(0, MOST)));
    chart.show(optionOf(columns, values));
    numbers.replaceChildren(
      folded('Correlations as a table', table(`Correlations within ${nameOf(component, model)}`, ['Column', ...columns], values.map((row, i) => [columns[i], ...row.map((value) => exact(value))]), { numeric: columns.map((_, at) => at + 1) })),
    );
  };
  const asked = Number(route().query.get('component'));
  const chosen = asked > 0 && asked < covariances.length ? asked : 0;
  show(chosen);
  return h(
    'div',
    {},
    h('h3', {}, 'Correlations'),
    columns.length < known.length && h('p', { class: 'quiet' }, `Of the first ${MOST} of ${whole(known.length)} columns.`),
    model.covariance === 'tied' && h('p', { class: 'quiet' }, 'All components have the same.'),
    covariances.length > 1 &&
      model.covariance !== 'tied' &&
      h(
        'div',
        { class: 'row' },
        choice(
          'Within',
          covariances.map((_, c) => ({ value: String(c), text: nameOf(c, model) })),
          String(chosen),
          (value) => {
            remember({ component: Number(value) || null });
            show(Number(value));
          },
        ),
      ),
    chart.element,
    numbers,
  );
}

/** @param {string[]} columns @param {number[][]} values */
function optionOf(columns, values) {
  const few = columns.length <= WITH_NUMBERS;
  const axis = { type: 'category', data: columns, axisLabel: { width: 100, overflow: 'truncate', interval: few ? 0 : 'auto' }, splitLine: { show: false } };
  return {
    tooltip: { formatter: (/** @type {any} */ { value: [i, j, r] }) => `${columns[j]} and ${columns[i]}: ${exact(r)}` },
    grid: { left: 110, right: 70, top: 12, bottom: few && columns.length <= 6 ? 40 : 90 },
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, rotate: columns.length > 6 ? 45 : 0 } },
    yAxis: { ...axis, inverse: true },
    visualMap: {
      min: -1,
      max: 1,
      calculable: false,
      orient: 'vertical',
      right: 0,
      top: 'middle',
      itemHeight: 120,
      text: ['1', '−1'],
      textStyle: { color: '#777777' },
      inRange: { color: ['#3b8fc4', '#a9cfe6', '#f4f4f2', '#f6cf9c', '#e69f3c'] },
    },
    series: [
      {
        type: 'heatmap',
        data: values.flatMap((row, j) => row.map((value, i) => [i, j, value])),
        label: { show: few, formatter: (/** @type {any} */ { value }) => exact(value[2]), color: '#16202b' },
        itemStyle: { borderColor: 'rgb(128 128 128 / 0.35)', borderWidth: few ? 1 : 0 },
      },
    ],
  };
}
