/** Columns of counts and levels: what each component expects of them, as bars and in numbers. */

import { choice, h, put, table } from '../../dom.js';
import { number, percent } from '../../format.js';
import { color, css } from '../../palette.js';
import { Chart } from '../../plots/charts.js';
import { remember, route } from '../../router.js';
import { nameOf } from '../parts.js';
import { folded, named } from './parts.js';

/**
 * @import {Model} from '../../types.js'
 * @import {Context} from './parts.js'
 */

/** @param {Context} context */
export function levels({ model, keep }) {
  const discrete = (model.families ?? []).filter(({ family }) => family !== 'gaussian');
  if (discrete.length === 0) {
    return null;
  }
  const counts = discrete.filter(({ rates }) => rates);
  const binary = discrete.filter(({ family }) => family === 'bernoulli');
  const categorical = discrete.filter(({ family }) => family === 'categorical');
  const chart = (/** @type {string} */ label, /** @type {string} */ file) => keep(new Chart({ label, file: `${model.name}-${model.version}-${file}`, height: 300 }));
  return h(
    'div',
    { class: 'columns' },
    counts.length > 0 &&
      group('Rates of counts', 'How many each component expects on average.', chart('Rates of counts', 'rates'), model, counts.map(({ column }) => column), (c, at) => counts[at].rates[c], number),
    binary.length > 0 &&
      group(
        'Probabilities of ones',
        'How probable a one is in each component.',
        chart('Probabilities of ones', 'ones'),
        model,
        binary.map(({ column }) => column),
        (c, at) => binary[at].probabilities[c].at(-1),
        percent,
      ),
    categorical.length > 0 && ofLevels(model, categorical, chart('Probabilities of levels', 'levels')),
  );
}

/**
 * @param {string} title
 * @param {string} text
 * @param {Chart} chart
 * @param {Model} model
 * @param {string[]} names of the bars
 * @param {(component: number, at: number) => number} value
 * @param {(value: number) => string} format
 */
function group(title, text, chart, model, names, value, format) {
  const components = model.weights.map((_, c) => c);
  chart.show({
    aria: { decal: { show: true } },
    tooltip: { trigger: 'item', formatter: (/** @type {any} */ { name, seriesName, value: bar }) => `${name}, ${seriesName}: ${format(bar)}` },
    legend: {},
    xAxis: { type: 'category', data: names, axisLabel: { interval: 0, rotate: names.length > 8 ? 40 : 0, width: 110, overflow: 'truncate' } },
    yAxis: { type: 'value', max: format === percent ? 1 : undefined },
    series: components.map((c) => ({
      type: 'bar',
      barMaxWidth: 90,
      name: nameOf(c, model),
      data: names.map((_, at) => value(c, at)),
      itemStyle: { color: css(color(c)) },
      label: { show: names.length * components.length <= 24, position: 'top', fontSize: 11, formatter: (/** @type {any} */ bar) => format(bar.value) },
    })),
  });
  return h(
    'div',
    {},
    h('h3', {}, title),
    h('p', { class: 'quiet' }, text),
    chart.element,
    folded(`${title} as a table`, table(title, ['Bar', ...components.map((c) => named(c))], names.map((name, at) => [name, ...components.map((c) => format(value(c, at)))]), { numeric: components.map((_, at) => at + 1) })),
  );
}

/** @param {Model} model @param {any[]} columns @param {Chart} chart */
function ofLevels(model, columns, chart) {
  const place = h('div');
  const asked = route().query.get('levels');
  const first = columns.find(({ column }) => column === asked) ?? columns[0];
  const show = (/** @type {any} */ { column, levels: codes, levelNames, probabilities }) =>
    put(
      place,
      group(`Levels of ${column}`, 'How probable each level is in each component.', chart, model, levelNames ?? codes.map((/** @type {number} */ level) => number(level)), (c, at) => probabilities[c][at], percent),
    );
  show(first);
  return h(
    'div',
    {},
    columns.length > 1 &&
      h(
        'div',
        { class: 'row' },
        choice(
          'Levels of',
          columns.map(({ column }) => ({ value: column, text: column })),
          first.column,
          (value) => {
            remember({ levels: value });
            show(columns.find(({ column }) => column === value));
          },
        ),
      ),
    place,
  );
}
