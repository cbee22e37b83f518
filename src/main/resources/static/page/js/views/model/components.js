/** The parameters of components as a table: weights and means, how far each spreads, and how surely they are known. */

import { h, table } from '../../dom.js';
import { number, percent } from '../../format.js';
import { tails } from '../../mixture.js';
import { spread } from '../../spread.js';
import { named } from './parts.js';

/**
 * @import {Child} from '../../dom.js'
 * @import {Model} from '../../types.js'
 *
 * @typedef {{standardError: number | null, lower: number | null, upper: number | null} | null | undefined} Interval
 */

/** @param {Model} model @param {number[]} [hues] whose colours the components wear */
export function componentTable(model, hues) {
  const { weights, noise, bootstrap, degreesOfFreedom } = model;
  const components = weights.map((_, c) => c);
  const shown = table(
    `Parameters of ${model.name}, version ${model.version}`,
    ['Parameter', ...components.map((c) => named(c, hues?.[c] ?? c)), noise && named(-1)].filter((head) => head != null),
    [
      ['Weight', ...components.map((c) => [percent(weights[c]), known(bootstrap?.weights?.[c], percent)]), noise && percent(noise.weight)],
      degreesOfFreedom != null && ['Degrees of freedom', ...components.map((c) => number(tails(degreesOfFreedom, c))), noise && ''],
      ...meanRows(model),
      ...rateRows(model),
    ]
      .filter((row) => Array.isArray(row))
      .map((row) => row.filter((cell) => cell != null)),
    { numeric: components.map((_, at) => at + 1).concat(components.length + 1) },
  );
  shown.classList.add('parameters', 'tall');
  return h('div', {}, shown, legendOf(model));
}

/** @param {Model} model @returns {(Child | Child[])[][]} */
function meanRows(model) {
  const { means, covariances, bootstrap, noise } = model;
  if (!means) {
    return [];
  }
  return gaussianColumns(model).map((column, i) => [
    column,
    ...means.map((mean, c) => [
      number(mean[i]),
      covariances && h('small', {}, ` ± ${brief(spread(model, c, i))}`),
      known(bootstrap?.means?.[c]?.[i], number),
    ]),
    noise && '',
  ]);
}

/** @param {Model} model @returns {(Child | Child[])[][]} */
function rateRows({ families, noise }) {
  return (families ?? [])
    .filter(({ rates }) => rates)
    .map(({ column, rates }) => [column, ...rates.map((/** @type {number} */ rate) => [number(rate), h('small', {}, ' on average')]), noise && '']);
}

/** @param {Interval} interval @param {(value: number) => string} format */
function known(interval, format) {
  return interval?.standardError == null || interval.lower == null || interval.upper == null
    ? null
    : h('small', { class: 'known' }, `${format(interval.lower)} to ${format(interval.upper)}, s.e. ${format === number ? brief(interval.standardError) : format(interval.standardError)}`);
}

/** How far something scatters, of which nobody knows five digits. @param {number} value */
function brief(value) {
  return number(Number(value.toPrecision(3)));
}

/** @param {Model} model */
function legendOf({ covariances, bootstrap, family }) {
  const told = [
    covariances && (family === 'student' ? '± the standard deviation where there is one, else the scale' : '± the standard deviation within the component'),
    bootstrap && `below it ${percent(bootstrap.confidence)} intervals and standard errors of ${bootstrap.replicates} fits to resampled rows`,
  ].filter(Boolean);
  return told.length > 0 && h('p', { class: 'quiet' }, `${told.join('; ')}.`);
}

/** @param {Model} model @returns {string[]} those that means and covariances are of */
export function gaussianColumns({ columns, families }) {
  return families ? families.filter(({ family }) => family === 'gaussian').map(({ column }) => column) : columns;
}
