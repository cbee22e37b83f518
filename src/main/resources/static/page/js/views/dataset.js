/** A dataset: what was understood of it, how its columns look, and which of them to fit. */

import { api } from '../api.js';
import { ask, h, put, table } from '../dom.js';
import { ago, bytes, cell, counted, number, percent, whole } from '../format.js';
import { color, packed } from '../palette.js';
import { ScatterPlot } from '../plots/scatter.js';
import { Points } from '../points.js';
import { go, link } from '../router.js';
import { AxisChoice } from './axes.js';
import { action, facts, histogram, problem } from './parts.js';
import { Roles } from './roles.js';
import { AS_FOUND, beginning, readingForm, upload, uploads } from './upload.js';

/**
 * @import {Route} from '../router.js'
 * @import {ColumnSummary, Dataset, DatasetSummary, Shown, Understood} from '../types.js'
 * @import {Role} from './roles.js'
 */

const MOST_PAIRS = 6;

/** Levels of a column of text that are told in its row. */
const MOST_LEVELS = 8;

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ path, query }) {
  const id = path[1];
  const [dataset, summary, points] = await Promise.all([api.dataset(id), api.summary(id), Points.of(id)]);
  const roles = new Roles(summary, query);
  return {
    title: dataset.name,
    content: [
      head(dataset, roles),
      understood(id, summary),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, 'Columns'),
        h('p', { class: 'quiet' }, 'What each column is for. A weight says how many rows a row counts for; a label tells of some rows to which component they belong.'),
        columnTable(summary, roles),
      ),
      plots(dataset, points),
      preview(points),
    ],
  };
}

/** @param {Dataset} dataset @param {Roles} roles */
function head(dataset, roles) {
  const fit = h('a', { class: 'button primary' }, 'Fit a mixture');
  const follow = () => fit.setAttribute('href', link(['fit'], { datasetId: dataset.id, ...roles.query }));
  roles.listeners.push(follow);
  follow();
  const title = h('h1', {}, dataset.name);
  return h(
    'div',
    { class: 'head' },
    title,
    h('small', {}, `${counted(dataset.rows, 'row')}, ${counted(dataset.columns.length, 'column')}, stored ${ago(dataset.createdAt)}`),
    h(
      'span',
      { class: 'buttons' },
      fit,
      action('Rename', async () => {
        const name = await askName(dataset.name);
        if (name) {
          title.textContent = (await api.rename(dataset.id, name)).name;
        }
      }),
      h('a', { class: 'button', href: link(['fits'], { datasetId: dataset.id }) }, 'Its fits'),
      action(
        'Delete',
        async () => {
          if (await ask(`Delete ${dataset.name}? Models that were fitted to it stay.`, 'Delete it')) {
            await api.remove(`datasets/${dataset.id}`);
            go(link(['data']));
          }
        },
        { kind: 'danger' },
      ),
    ),
  );
}

/** @param {string} name @returns {Promise<string | null>} */
function askName(name) {
  return new Promise((resolve) => {
    const input = h('input', { value: name, maxlength: 200 });
    const dialog = h(
      'dialog',
      { 'aria-label': 'Rename', onclose: () => (dialog.remove(), resolve(dialog.returnValue || null)) },
      h(
        'form',
        {
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            dialog.close(input.value.trim());
          },
        },
        h('label', { class: 'field' }, h('span', {}, 'Name'), input),
        h('div', { class: 'buttons' }, h('button', { class: 'primary' }, 'Rename'), h('button', { type: 'button', onclick: () => dialog.close('') }, 'Cancel')),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @param {string} id @param {DatasetSummary} summary */
function understood(id, summary) {
  const known = uploads.get(id);
  const gaps = summary.columns.reduce((sum, { missing }) => sum + missing, 0);
  const pairs = /** @type {[string, string][]} */ ([
    ['Rows', whole(summary.rows)],
    ['Gaps', gaps ? `${counted(gaps, 'cell')} without a value (${percent(gaps / (summary.rows * summary.columns.length))})` : 'none'],
    ['Size', bytes(summary.rows * summary.columns.length * 8)],
    ...(known?.uploaded.understood ? readAs(known.uploaded.understood) : []),
  ]);
  const other = h('div');
  const again = async (/** @type {import('./upload.js').Reading} */ reading) => {
    try {
      go(link(['data', (await upload(/** @type {File} */ (known?.file), reading)).id]));
    } catch (error) {
      put(other, problem(error), readingForm(/** @type {File} */ (known?.file), '', reading, again));
    }
  };
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'What was understood'),
    facts(pairs),
    known?.uploaded.note && h('p', { class: 'warning' }, known.uploaded.note),
    known &&
      h(
        'button',
        {
          type: 'button',
          onclick: async () => put(other, readingForm(known.file, await beginning(known.file), AS_FOUND, again)),
        },
        'That is not right',
      ),
    other,
  );
}

/** @param {Understood} read @returns {[string, string][]} */
function readAs(read) {
  return /** @type {[string, string | null][]} */ ([
    ['First line', read.header == null ? null : read.header ? 'names of the columns' : 'data'],
    ['Between cells', read.delimiter && ({ ',': 'comma', ';': 'semicolon', space: 'blanks' }[read.delimiter] ?? read.delimiter)],
    ['Before the fraction', read.decimal && ({ '.': 'point', ',': 'comma' }[read.decimal] ?? read.decimal)],
    ['Comments', read.comments ? counted(read.comments, 'line') : null],
    ['Left out', read.leftOut.length ? read.leftOut.join(', ') : null],
  ]).filter(/** @returns {pair is [string, string]} */ (pair) => pair[1] != null);
}

/** @param {DatasetSummary} summary @param {Roles} roles */
function columnTable(summary, roles) {
  return table(
    'Columns',
    ['Column', 'Kind', 'For', 'Distribution', 'Smallest', 'Median', 'Largest', 'Mean', 'Standard deviation', 'Gaps'],
    summary.columns.map((column) => [
      column.name,
      kind(column),
      h(
        'select',
        {
          'aria-label': `What ${column.name} is for`,
          onchange: (/** @type {Event} */ event) =>
            roles.set(column.name, /** @type {Role} */ (/** @type {HTMLSelectElement} */ (event.target).value)),
        },
        /** @type {[Role, string][]} */ ([
          ['use', 'to fit'],
          ['weight', 'a weight'],
          ['label', 'a label'],
          ['leave', 'nothing'],
        ]).map(([value, text]) => h('option', { value, selected: roles.of(column.name) === value }, text)),
      ),
      ...(column.levels ? ofText(column, column.levels) : ofNumbers(column)),
      column.missing ? whole(column.missing) : '–',
    ]),
    { numeric: [4, 5, 6, 7, 8, 9] },
  );
}

/** @param {ColumnSummary} column */
function ofNumbers(column) {
  return [
    histogram(column.histogram, `${column.name}: from ${number(column.minimum)} to ${number(column.maximum)}, the middle at ${number(column.quantiles.p50)}`),
    number(column.minimum),
    number(column.quantiles.p50),
    number(column.maximum),
    number(column.mean),
    number(column.standardDeviation),
  ];
}

/**
 * The numbers of texts are but names: what is told is how often each of them stands there.
 *
 * @param {ColumnSummary} column
 * @param {{level: string, count: number}[]} levels
 */
function ofText(column, levels) {
  const told = levels.slice(0, MOST_LEVELS).map(({ level, count }) => `${level} ${whole(count)}`);
  const more = levels.length - told.length;
  return [
    h('div', {}, histogram(column.histogram, `${column.name}: ${told.join(', ')}`), h('small', {}, told.join(', ') + (more > 0 ? ` and ${more} more` : ''))),
    ...['–', '–', '–', '–', '–'],
  ];
}

/** @param {ColumnSummary} column */
function kind({ minimum, maximum, levels: texts, histogram: { whole: ofWhole, counts } }) {
  if (texts) {
    return `text, ${counted(texts.length, 'level')}`;
  }
  if (ofWhole && minimum >= 0) {
    const levels = counts.filter((count) => count > 0).length;
    return minimum === 0 && maximum === 1 ? '0 or 1' : levels <= 20 ? `counts, or ${counted(levels, 'level')}` : 'counts';
  }
  return ofWhole ? 'whole numbers' : 'numbers';
}

/** @param {Dataset} dataset @param {Points} points */
function plots(dataset, points) {
  const plot = new ScatterPlot({
    label: `Scatter plot of ${dataset.name}`,
    file: dataset.name,
    describe: (point) => points.columns.map((name, at) => `${name} ${shown(points.rows[point][at])}`).slice(0, 8).join('\n'),
  });
  const axes = new AxisChoice(points.columns, (x, y) => plot.show(plain(points, x, y), { x, y }));
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Points'),
    axes.element,
    plot.element,
    points.note && h('p', { class: 'quiet' }, points.note),
    points.columns.length > 2 && pairs(points, (x, y) => (axes.choose(x, y), plot.area.scrollIntoView({ block: 'center' }))),
  );
}

/** @param {Points} points @param {string} x @param {string} y */
function plain(points, x, y) {
  const n = points.rows.length;
  return {
    x: points.values(x),
    y: points.values(y),
    colors: new Uint32Array(n).fill(packed(color(0))),
    shapes: new Int16Array(n),
  };
}

/**
 * Every column beside every other.
 *
 * @param {Points} points
 * @param {(x: string, y: string) => void} onChoose
 */
function pairs(points, onChoose) {
  const names = points.columns.slice(0, MOST_PAIRS);
  const details = h(
    'details',
    {
      ontoggle: () => details.open && grid.childElementCount === 0 && put(grid, cells(points, names, onChoose)),
    },
    h('summary', {}, names.length < points.columns.length ? `All pairs of the first ${names.length} columns` : 'All pairs'),
  );
  const grid = h('div', { class: 'pairs', style: { 'grid-template-columns': `repeat(${names.length}, minmax(0, 1fr))` } });
  details.append(grid);
  return details;
}

/** @param {Points} points @param {string[]} names @param {(x: string, y: string) => void} onChoose */
function cells(points, names, onChoose) {
  return names.flatMap((y) =>
    names.map((x) => {
      if (x === y) {
        return h('div', { class: 'name' }, x);
      }
      const plot = new ScatterPlot({ label: `${y} over ${x}`, file: 'pair', small: true });
      plot.show(plain(points, x, y), { x, y });
      return h('button', { type: 'button', 'aria-label': `Show ${y} over ${x}`, onclick: () => onChoose(x, y) }, plot.element);
    }),
  );
}

/** @param {number | string | null} value */
function shown(value) {
  return value == null ? 'gap' : cell(value);
}

/** @param {Points} points */
function preview(points) {
  const rows = points.rows.slice(0, 20);
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'First rows'),
    table(
      'First rows',
      ['Row', ...points.columns],
      rows.map((row, at) => [whole(points.indices[at] + 1), ...row.map(shown)]),
      { numeric: [0, ...points.columns.map((_, at) => at + 1)] },
    ),
  );
}
