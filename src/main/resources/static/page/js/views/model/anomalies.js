/** The rows that are least usual under the model, listed and marked in the plot. */

import { h, table } from '../../dom.js';
import { counted, number, percent, whole } from '../../format.js';
import { remember, route } from '../../router.js';
import { cells, later, listedColumns, section } from './parts.js';

/**
 * @import {Score} from '../../answers.js'
 * @import {Pin} from '../../mixture-plot.js'
 * @import {Context} from './parts.js'
 */

const LISTED = 20;

/** Percentiles below this are worth a look. */
const RARE = 1;

/** Rows that are marked in the plot. */
const MARKED = 10;

/**
 * @param {Context} context
 * @param {{onPoint: (point: number) => void, onMark: (pins: Pin[]) => void}} plot
 */
export function anomalies(context, plot) {
  const { model, ground, scores } = context;
  const title = 'Unusual rows';
  if (!scores) {
    return section('anomalies', title, h('p', {}, 'k-means has no density, so it cannot say what is unusual. A mixture of the same data can.'));
  }
  if (ground.kind !== 'data') {
    return section('anomalies', title, h('p', {}, 'Without the data there are no rows to judge: points that were drawn from the model are as usual as can be. A point of your own can be asked about above.'));
  }
  return section('anomalies', title, ground.points.note && h('p', { class: 'quiet' }, ground.points.note), later(scores, (known) => told(model.columns, context, known, plot)));
}

/**
 * @param {string[]} columns
 * @param {Context} context
 * @param {Score[]} scores
 * @param {{onPoint: (point: number) => void, onMark: (pins: Pin[]) => void}} plot
 */
function told(columns, { ground: { points } }, scores, { onPoint, onMark }) {
  const judged = Array.from(scores.keys()).filter((point) => scores[point].percentile != null);
  const percentile = (/** @type {number} */ point) => /** @type {number} */ (scores[point].percentile);
  judged.sort((a, b) => percentile(a) - percentile(b) || scores[a].logDensity - scores[b].logDensity);
  const rare = judged.filter((point) => percentile(point) < RARE).length;
  const listed = judged.slice(0, LISTED);
  const pins = listed.slice(0, MARKED).map((point) => ({ row: points.row(point, columns), text: whole(points.indices[point] + 1), point }));
  const mark = h('input', {
    type: 'checkbox',
    checked: route().query.get('marks') !== '0',
    onchange: () => {
      onMark(mark.checked ? pins : []);
      remember({ marks: mark.checked ? null : '0' });
    },
  });
  onMark(mark.checked ? pins : []);
  return [
    h(
      'p',
      {},
      judged.length
        ? `${counted(rare, 'row')} (${percent(rare / judged.length)}) ${rare === 1 ? 'lies' : 'lie'} where less than ${RARE}% of the model’s own probability is; about ${RARE}% would be expected.`
        : 'Every row has gaps, and of such rows nobody can say how usual they are.',
      judged.length > 0 && judged.length < scores.length && ` ${counted(scores.length - judged.length, 'row')} with gaps ${scores.length - judged.length === 1 ? 'is' : 'are'} not judged.`,
    ),
    h('label', { class: 'check' }, mark, `Mark the ${pins.length} least usual in the plot`),
    h('p', {}),
    listed.length > 0 &&
      table(
        'The least usual rows',
        ['Row', 'Percentile', 'Log density', ...listedColumns(columns)],
        listed.map((point) => [
          h('button', { type: 'button', class: 'small', title: 'Show it in the plot', onclick: () => onPoint(point) }, whole(points.indices[point] + 1)),
          percentile(point) === 0 ? '< 0.01' : number(percentile(point)),
          number(scores[point].logDensity),
          ...cells(points.row(point, listedColumns(columns))),
        ]),
        { numeric: [1, 2, ...listedColumns(columns).map((_, at) => at + 3)] },
      ),
  ];
}
