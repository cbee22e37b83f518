/** How sure the model is of its labels: over all points, row by row, and between which components. */

import { h, table } from '../../dom.js';
import { counted, percent, whole } from '../../format.js';
import { color, css, NOISE } from '../../palette.js';
import { Chart } from '../../plots/charts.js';
import { nameOf } from '../parts.js';
import { tinted } from './cross-table.js';
import { bar, cells, folded, later, listedColumns, named, section } from './parts.js';

/**
 * @import {Answers} from '../../answers.js'
 * @import {Model} from '../../types.js'
 * @import {Context} from './parts.js'
 */

const BINS = 20;

/** Doubtful rows that are listed. */
const LISTED = 15;

/** Above this nobody doubts. */
const SURE = 0.9;

/**
 * @param {Context} context
 * @param {(point: number) => void} onPoint somebody wants to see a row in the plot
 */
export function doubt(context, onPoint) {
  const { model, ground } = context;
  if (model.algorithm === 'kmeans') {
    return section('doubt', 'Doubt', h('p', {}, 'k-means puts each point wholly into one cluster and knows no doubt.'));
  }
  if (model.components + (model.noise ? 1 : 0) < 2) {
    return section('doubt', 'Doubt', h('p', {}, 'Where there is one component, all points belong to it.'));
  }
  return section('doubt', 'Doubt', ground.kind === 'drawn' && h('p', { class: 'quiet' }, 'Of points that were drawn from the model.'), ground.points.note && h('p', { class: 'quiet' }, ground.points.note), later(context.answers, (answers) => told(context, answers, onPoint)));
}

/** @param {Context} context @param {Answers} answers @param {(point: number) => void} onPoint */
function told(context, answers, onPoint) {
  const most = Float64Array.from({ length: answers.size }, (_, point) => answers.most(point));
  const doubtful = most.reduce((count, value) => count + (value < SURE ? 1 : 0), 0);
  return [
    h(
      'p',
      {},
      doubtful === 0
        ? `Each of the ${counted(answers.size, 'point')} has a component that is at least ${percent(SURE)} probable.`
        : `Of ${counted(answers.size, 'point')} ${whole(doubtful)} (${percent(doubtful / answers.size)}) ${doubtful === 1 ? 'has' : 'have'} no component that is at least ${percent(SURE)} probable.`,
    ),
    h('div', { class: 'columns' }, histogram(context, most), sharing(answers)),
    doubtful > 0 && rows(context, answers, most, onPoint),
  ];
}

/** @param {Context} context @param {Float64Array} most */
function histogram({ model, keep }, most) {
  const counts = new Array(BINS).fill(0);
  most.forEach((value) => counts[Math.min(BINS - 1, Math.floor(value * BINS))]++);
  const first = counts.findIndex((count) => count > 0);
  const name = (/** @type {number} */ bin) => `${percent(bin / BINS)} to ${percent((bin + 1) / BINS)}`;
  const chart = keep(new Chart({ label: 'Points by their largest probability', file: `${model.name}-${model.version}-doubt`, height: 260 }));
  const bins = counts.map((count, bin) => ({ bin, count })).slice(Math.max(0, first));
  chart.show({
    tooltip: { formatter: (/** @type {any} */ { dataIndex }) => `${name(bins[dataIndex].bin)}: ${counted(bins[dataIndex].count, 'point')}` },
    grid: { left: 64, right: 16, top: 16, bottom: 50 },
    xAxis: { type: 'category', name: 'largest probability', data: bins.map(({ bin }) => percent(bin / BINS)) },
    yAxis: { type: 'value', name: 'points', nameGap: 46, minInterval: 1 },
    series: [{ type: 'bar', barCategoryGap: '8%', data: bins.map(({ count }) => count), itemStyle: { color: css(color(0)) } }],
  });
  return h(
    'div',
    {},
    h('h3', {}, 'How sure labels are'),
    chart.element,
    folded('As a table', table('Points by their largest probability', ['Largest probability', 'Points'], bins.map(({ bin, count }) => [name(bin), whole(count)]), { numeric: [1] })),
  );
}

/** Of the points that are most probably of one component, how much of their probability is another's. @param {Answers} answers */
function sharing(answers) {
  const { k, components } = answers;
  const label = (/** @type {number} */ at) => (at === components ? -1 : at);
  const sums = Array.from({ length: k }, () => new Float64Array(k));
  const counts = new Array(k).fill(0);
  answers.labels.forEach((own, point) => {
    const row = own < 0 ? components : own;
    counts[row]++;
    answers.of(point).forEach((share, at) => (sums[row][at] += share));
  });
  const shown = table(
    'Mean probability of each component among the points labelled with one',
    ['Labelled', ...counts.map((_, at) => named(label(at))), 'Points'],
    counts.map((count, row) => [
      named(label(row)),
      ...Array.from(sums[row], (sum, at) => (count ? tinted(percent(sum / count), at === row ? 0 : Math.min(1, (4 * sum) / count)) : '–')),
      whole(count),
    ]),
    { numeric: counts.map((_, at) => at + 1).concat(k + 1) },
  );
  return h('div', {}, h('h3', {}, 'What components share'), h('p', { class: 'quiet' }, 'Of the points labelled with one component (a row) the mean probability of each.'), shown);
}

/** @param {Context} context @param {Answers} answers @param {Float64Array} most @param {(point: number) => void} onPoint */
function rows({ model, ground: { points } }, answers, most, onPoint) {
  const columns = listedColumns(model.columns);
  const order = Array.from(most.keys()).sort((a, b) => most[a] - most[b]);
  const listed = order.filter((point) => most[point] < SURE).slice(0, LISTED);
  return h(
    'div',
    {},
    h('h3', {}, 'The most doubtful rows'),
    table(
      'The most doubtful rows',
      ['Row', 'Probabilities', ...columns],
      listed.map((point) => [
        h('button', { type: 'button', class: 'small', title: 'Show it in the plot', onclick: () => onPoint(point) }, whole(points.indices[point] + 1)),
        likeliest(model, answers, point),
        ...cells(points.row(point, columns)),
      ]),
      { numeric: columns.map((_, at) => at + 2) },
    ),
  );
}

/** @param {Model} model @param {Answers} answers @param {number} point */
function likeliest(model, answers, point) {
  const shares = answers.of(point).map((share, at) => ({ share, component: at === answers.components ? -1 : at }));
  shares.sort((a, b) => b.share - a.share);
  return h(
    'ul',
    { class: 'plain shares-of' },
    shares
      .slice(0, 2)
      .map(({ share, component }) => h('li', {}, named(component), h('span', { class: 'unseen' }, nameOf(component, model)), bar(share, css(component < 0 ? NOISE : color(component)), percent(share)))),
  );
}
