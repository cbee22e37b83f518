/** What two versions have in common, and in what they differ. */

import { adjustedRand, crossTable, matched, shown } from '../../agreement.js';
import { Answers } from '../../answers.js';
import { h } from '../../dom.js';
import { dataOf, groundOf } from '../../ground.js';
import { MixturePlot } from '../../mixture-plot.js';
import { link } from '../../router.js';
import { problem } from '../parts.js';
import { componentTable } from '../model/components.js';
import { crossTableOf } from '../model/cross-table.js';
import { section } from '../model/parts.js';
import { pictureOf } from '../model/picture.js';
import { factTable } from './fact-table.js';

/**
 * @import {Ground} from '../../ground.js'
 * @import {Model} from '../../types.js'
 *
 * @typedef {<T extends {dispose(): void}>(drawn: T) => T} Keep
 */

/**
 * @param {Model} a
 * @param {Model} b
 * @param {Keep} keep
 * @returns {Promise<HTMLElement[]>}
 */
export async function comparison(a, b, keep) {
  const ground = await commonGround(a, b);
  const both = ground && (await answersOf(a, b, ground));
  const seen = both && !(both instanceof HTMLElement) ? both : null;
  return [
    section('facts', 'Facts', factTable(a, b)),
    ground && seen ? points(a, b, ground, seen, keep) : section('points', 'Points', both instanceof HTMLElement ? both : h('p', {}, apart(a, b))),
    section(
      'parameters',
      'Parameters',
      seen && h('p', { class: 'quiet' }, `Components of ${label(b)} wear the colour of the component of ${label(a)} that they share most points with.`),
      h('div', { class: 'columns' }, h('div', {}, h('h3', {}, title(a)), componentTable(a)), h('div', {}, h('h3', {}, title(b)), componentTable(b, seen?.hues))),
    ),
  ];
}

/**
 * The points that both can be asked about.
 *
 * @param {Model} a
 * @param {Model} b
 * @returns {Promise<Ground | null>}
 */
async function commonGround(a, b) {
  const columns = [...new Set([...a.columns, ...b.columns])];
  for (const { provenance } of [a, b]) {
    const data = provenance.datasetId && (await dataOf(provenance.datasetId, columns));
    if (data) {
      return data;
    }
  }
  const drawer = [a, b].find((model) => model.algorithm !== 'kmeans' && columns.every((column) => model.columns.includes(column)));
  return drawer ? groundOf(drawer) : null;
}

/** @param {Model} a @param {Model} b */
function apart(a, b) {
  const only = (/** @type {Model} */ one, /** @type {Model} */ other) => one.columns.filter((column) => !other.columns.includes(column));
  const [left, right] = [only(a, b), only(b, a)];
  if (left.length + right.length === 0) {
    return 'The data that they were fitted to are no longer stored, so there are no points on which they could be compared.';
  }
  const told = [left.length > 0 && `${label(a)} alone knows ${some(left)}`, right.length > 0 && `${label(b)} alone knows ${some(right)}`].filter(Boolean);
  return `There are no data with the columns of both, so their labels cannot be compared: ${told.join('; ')}.`;
}

/** @param {string[]} columns */
function some(columns) {
  return columns.length > 5 ? `${columns.slice(0, 5).join(', ')} and ${columns.length - 5} more` : columns.join(', ');
}

/**
 * @typedef {{answers: [Answers, Answers], table: import('../../agreement.js').CrossTable, hues: number[]}} Both
 *
 * @param {Model} a
 * @param {Model} b
 * @param {Ground} ground
 * @returns {Promise<Both | HTMLElement>} what went wrong, where one of them cannot use these data
 */
async function answersOf(a, b, ground) {
  try {
    const answers = await Promise.all([Answers.of(a, ground), Answers.of(b, ground)]);
    const table = crossTable(answers[0].labels, answers[1].labels);
    return { answers, table, hues: matched(table, b.components, a.components) };
  } catch (error) {
    return problem(error);
  }
}

/** @param {Model} a @param {Model} b @param {Ground} ground @param {Both} both @param {Keep} keep */
function points(a, b, ground, { answers, table, hues }, keep) {
  const left = pictureOf(a, ground, { label: `Points coloured by ${label(a)}`, file: `${a.name}-${a.version}` });
  const right = pictureOf(b, ground, { label: `Points coloured by ${label(b)}`, file: `${b.name}-${b.version}`, leader: left });
  for (const picture of [left, right]) {
    'dispose' in picture && keep(picture);
  }
  left.show(a, answers[0].probabilities);
  right.show(b, answers[1].probabilities, hues);
  const index = adjustedRand(table);
  const data = ground.kind === 'data' ? 'the same data' : 'points that were drawn from one of them';
  return section(
    'points',
    'Points',
    h('p', {}, shown(index), `Both on ${data}; what is moved in one plot is moved in both.`),
    left instanceof MixturePlot && left.axes.element,
    h('div', { class: 'look three' }, h('div', {}, h('h3', {}, title(a)), left.element), h('div', { class: 'second' }, h('h3', {}, title(b)), right.element)),
    h('h3', {}, 'Labels'),
    crossTableOf(table, { down: label(a), across: label(b), hues }),
  );
}

/** @param {Model} model */
function label({ name, version }) {
  return `${name} ${version}`;
}

/** @param {Model} model */
function title(model) {
  return h('a', { href: link(['models', model.name, 'versions', model.version]) }, label(model));
}
