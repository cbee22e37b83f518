/** Pieces that the sections of a model's view are made of. */

import { h, put } from '../../dom.js';
import { cell } from '../../format.js';
import { problem, sign } from '../parts.js';

/**
 * @import {Answers, Score} from '../../answers.js'
 * @import {Child} from '../../dom.js'
 * @import {Ground} from '../../ground.js'
 * @import {Model, VersionSummary} from '../../types.js'
 *
 * @typedef {object} Context what all sections of a model's view are told
 * @property {Model} model
 * @property {VersionSummary[]} versions of the same name
 * @property {Ground} ground
 * @property {Promise<Answers>} answers for the points of the ground
 * @property {Promise<Score[]> | null} scores of them; null where the model has no density
 * @property {<T extends {dispose(): void}>(drawn: T) => T} keep what is to be disposed of when the view is left
 */

/**
 * @param {string} id
 * @param {string} title
 * @param {...(Child | Child[])} children
 */
export function section(id, title, ...children) {
  return h('section', { class: 'card', id }, h('h2', { tabindex: -1 }, title), ...children);
}

/**
 * A place for what is still being asked.
 *
 * @template T
 * @param {Promise<T>} asked
 * @param {(answer: T) => Child | Child[]} build
 * @returns {HTMLElement}
 */
export function later(asked, build) {
  const place = h('div', { 'aria-busy': 'true' }, h('p', { class: 'quiet' }, 'Asking the model…'));
  asked
    .then(
      (answer) => put(place, build(answer)),
      (error) => put(place, problem(error)),
    )
    .finally(() => place.removeAttribute('aria-busy'));
  return place;
}

/**
 * The numbers of a chart for those who do not see it.
 *
 * @param {string} title
 * @param {HTMLElement} table
 */
export function folded(title, table) {
  return h('details', {}, h('summary', {}, title), table);
}

/**
 * A component as heads of tables name it.
 *
 * @param {number} component −1 is noise
 * @param {number} [hue] whose colour it wears
 */
export function named(component, hue = component) {
  return h('span', { class: 'named' }, sign(hue), component < 0 ? ' noise' : ` ${component}`);
}

/**
 * A share as a bar and a number.
 *
 * @param {number} share from 0 to 1
 * @param {string} color
 * @param {string} text
 */
export function bar(share, color, text) {
  return h(
    'span',
    { class: 'bar-of' },
    h('span', { class: 'track' }, h('span', { class: 'fill', style: { width: `${100 * Math.min(1, Math.max(0, share))}%`, background: color } })),
    h('span', { class: 'number' }, text),
  );
}

/** Columns that a list of rows has room for. */
const ROOM = 24;

/**
 * The columns that a list of rows shows.
 *
 * @param {string[]} columns
 */
export function listedColumns(columns) {
  return columns.slice(0, ROOM);
}

/** @param {(number | string | null)[]} row */
export function cells(row) {
  return row.map((value) => (value == null ? 'gap' : cell(value)));
}
