/** How two ways to put points into groups agree. */

import { h } from './dom.js';

/**
 * @typedef {object} CrossTable
 * @property {number[]} rows labels of the first way; −1 is noise
 * @property {number[]} columns labels of the second
 * @property {number[][]} counts points with both
 */

/**
 * @param {ArrayLike<number>} first
 * @param {ArrayLike<number>} second of the same points
 * @returns {CrossTable}
 */
export function crossTable(first, second) {
  const rows = labels(first);
  const columns = labels(second);
  const row = new Map(rows.map((label, at) => [label, at]));
  const column = new Map(columns.map((label, at) => [label, at]));
  const counts = rows.map(() => columns.map(() => 0));
  for (let n = 0; n < first.length; n++) {
    counts[/** @type {number} */ (row.get(first[n]))][/** @type {number} */ (column.get(second[n]))]++;
  }
  return { rows, columns, counts };
}

/** @param {ArrayLike<number>} all @returns {number[]} ascending, noise last */
function labels(all) {
  const order = (/** @type {number} */ label) => (label < 0 ? Infinity : label);
  return [...new Set(Array.from(all))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * The adjusted Rand index of Hubert and Arabie: 1 where both ways are the same, 0 on average where one has nothing to do
 * with the other.
 *
 * @param {CrossTable} table
 * @returns {number}
 */
export function adjustedRand({ counts }) {
  const pairs = (/** @type {number} */ n) => (n * (n - 1)) / 2;
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, number) => all + number, 0);
  const byRow = counts.map(sum);
  const byColumn = (counts[0] ?? []).map((_, at) => sum(counts.map((row) => row[at])));
  const together = sum(counts.flat().map(pairs));
  const [inFirst, inSecond, all] = [sum(byRow.map(pairs)), sum(byColumn.map(pairs)), pairs(sum(byRow))];
  const expected = all ? (inFirst * inSecond) / all : 0;
  const most = (inFirst + inSecond) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/**
 * Which group of the first way each one of the second resembles most, each taken once, so that both can wear its colour.
 *
 * @param {CrossTable} table
 * @param {number} groups of the second way
 * @param {number} from colours from here on are of groups that resemble none
 * @returns {number[]}
 */
export function matched({ rows, columns, counts }, groups, from) {
  const pairs = counts
    .flatMap((row, i) => row.map((count, j) => ({ first: rows[i], second: columns[j], count })))
    .filter(({ first, second, count }) => first >= 0 && second >= 0 && count > 0)
    .sort((a, b) => b.count - a.count);
  /** @type {Map<number, number>} */
  const taken = new Map();
  const used = new Set();
  for (const { first, second } of pairs) {
    if (!taken.has(second) && !used.has(first)) {
      taken.set(second, first);
      used.add(first);
    }
  }
  let next = from;
  return Array.from({ length: groups }, (_, group) => taken.get(group) ?? next++);
}

/**
 * An adjusted Rand index, and what it means.
 *
 * @param {number} index
 */
export function shown(index) {
  return [h('strong', {}, `Adjusted Rand index ${index.toFixed(3).replace('-', '−')}`), `: ${inWords(index)}. `];
}

/** @param {number} index */
function inWords(index) {
  if (index > 0.999999) {
    return 'they say the same of every point';
  }
  const degrees = /** @type {[number, string][]} */ ([
    [0.9, 'they agree on nearly all points'],
    [0.65, 'they agree on most points'],
    [0.3, 'they agree in part'],
    [0.05, 'they agree little'],
  ]);
  return degrees.find(([from]) => index >= from)?.[1] ?? 'they agree no more than by chance';
}
