/** A table of how many points have which two labels. */

import { h, table } from '../../dom.js';
import { whole } from '../../format.js';
import { named } from './parts.js';

/** @import {CrossTable} from '../../agreement.js' */

/**
 * @param {CrossTable} cross
 * @param {{down: string, across: string, hues: number[]}} options which ways, and whose colours those across wear
 */
export function crossTableOf({ rows, columns, counts }, { down, across, hues }) {
  const most = Math.max(1, ...counts.flat());
  const title = `Points by label: ${down} downwards, ${across} to the right`;
  const shown = table(
    title,
    [`${down} ↓  ${across} →`, ...columns.map((label) => named(label, label < 0 ? label : hues[label]))],
    rows.map((label, i) => [named(label), ...counts[i].map((count) => tinted(whole(count), count / most))]),
    { numeric: columns.map((_, at) => at + 1) },
  );
  shown.classList.add('cross');
  return shown;
}

/**
 * A number on a ground that is the deeper, the larger its share.
 *
 * @param {string} text
 * @param {number} share
 */
export function tinted(text, share) {
  return h('span', { class: 'tinted', style: { '--share': `${Math.round(100 * share ** 0.7)}%` } }, text);
}
