/** A point that somebody asks about: clicked, typed or a row of the data; its probabilities, and how usual it is. */

import { ofPoint } from '../../answers.js';
import { h, put } from '../../dom.js';
import { number, percent } from '../../format.js';
import { color, css, NOISE } from '../../palette.js';
import { remember, route } from '../../router.js';
import { nameOf, problem, sign } from '../parts.js';
import { bar } from './parts.js';

/**
 * @import {Answer, Score} from '../../answers.js'
 * @import {Context} from './parts.js'
 * @import {Place} from './picture.js'
 */

/** How long somebody may type before the model is asked. */
const PAUSE = 300;

export class PointQuestion {
  /**
   * @param {Context} context
   * @param {(row: (number | string | null)[] | null, point: number | null) => void} onAsked a row of the model's columns, and which
   *     point of the ground it is; null where it is none
   */
  constructor({ model, ground }, onAsked) {
    this.model = model;
    this.ground = ground;
    this.onAsked = onAsked;
    this.asked = 0;
    /** Which of the points stands in the inputs, as long as nobody changes them. @type {number | null} */
    this.point = null;
    this.inputs = model.columns.map((column, at) => this.input(column, at));
    this.number = h('input', {
      type: 'number',
      min: 1,
      max: ground.points.totalRows,
      onchange: () => this.findRow(Number(this.number.value)),
    });
    this.outcome = h('div', { 'aria-live': 'polite' });
    this.element = h(
      'form',
      { class: 'question', onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), this.ask()) },
      h(
        'div',
        {},
          h('h3', {}, 'Ask about a point'),
          h('p', { class: 'quiet' }, 'Click into the plot, or move it with the arrow keys and press Enter for its middle; or type its values. What is left empty counts as unknown.'),
          h('div', { class: 'values' }, this.inputs.map((input, at) => h('label', { class: 'field' }, h('span', {}, model.columns[at]), input))),
          ground.kind === 'data' && h('div', { class: 'row' }, h('label', { class: 'field' }, h('span', {}, 'Row of the data'), this.number), h('button', {}, 'Ask')),
          ground.kind !== 'data' && h('p', {}, h('button', {}, 'Ask')),
      ),
      this.outcome,
    );
    this.begin();
  }

  dispose() {
    clearTimeout(this.soon);
  }

  /** @param {string} column @param {number} at */
  input(column, at) {
    const family = this.model.families?.[at];
    if (family?.levels) {
      return h(
        'select',
        { onchange: () => ((this.point = null), this.ask()) },
        h('option', { value: '' }, 'unknown'),
        (family.levelNames ?? family.levels).map((/** @type {string | number} */ level) =>
          h('option', { value: String(level) }, typeof level === 'number' ? number(level) : level),
        ),
      );
    }
    return h('input', {
      inputmode: 'decimal',
      autocomplete: 'off',
      name: `value-${at}`,
      'aria-label': column,
      oninput: () => {
        this.point = null;
        clearTimeout(this.soon);
        this.soon = setTimeout(() => this.ask(), PAUSE);
      },
    });
  }

  /** The point of the address, or the centre of the largest component. */
  begin() {
    const linked = route().query.get('point');
    if (linked) {
      this.fill(linked.split(',').map((text) => (text === '' || Number.isNaN(Number(text)) ? text || null : Number(text))));
      this.ask();
      return;
    }
    const { families, means } = this.model;
    let gaussian = 0;
    this.fill(
      this.model.columns.map((_, at) => {
        const family = families?.[at];
        if (!family || family.family === 'gaussian') {
          return means ? rounded(means[0][gaussian++]) : null;
        }
        return family.rates ? Math.round(family.rates[0]) : (family.levelNames ?? family.levels)[family.probabilities[0].indexOf(Math.max(...family.probabilities[0]))];
      }),
    );
  }

  /** @param {Place} place */
  take({ point, values }) {
    if (point != null) {
      this.takeRow(point);
      return;
    }
    this.number.value = '';
    this.point = null;
    this.fill(this.model.columns.map((column, at) => (column in values ? this.possible(values[column], at) : this.value(at))));
    this.ask();
  }

  /** @param {number} value @param {number} at */
  possible(value, at) {
    const family = this.model.families?.[at];
    if (family?.levelNames) {
      return family.levelNames[Math.max(0, Math.min(family.levelNames.length - 1, Math.round(value)))];
    }
    if (family?.levels) {
      return family.levels.reduce((/** @type {number} */ best, /** @type {number} */ level) => (Math.abs(level - value) < Math.abs(best - value) ? level : best));
    }
    return family?.rates ? Math.max(0, Math.round(value)) : rounded(value);
  }

  /** @param {number} number of a row, from 1 */
  findRow(number) {
    const point = this.ground.points.indices.indexOf(number - 1);
    if (point >= 0) {
      this.takeRow(point);
    } else {
      put(this.outcome, h('p', { class: 'problem' }, `Row ${number} is not among the points shown.`));
    }
  }

  /** @param {number} point of those that are shown */
  takeRow(point) {
    const row = this.ground.points.rows[point];
    if (row) {
      this.point = point;
      this.number.value = String(this.ground.points.indices[point] + 1);
      this.fill(this.ground.points.row(point, this.model.columns));
      this.ask();
    }
  }

  /** @param {(number | string | null)[]} row */
  fill(row) {
    this.inputs.forEach((input, at) => (input.value = row[at] == null ? '' : String(row[at])));
  }

  /** @param {number} at @returns {number | string | null} */
  value(at) {
    if (this.model.families?.[at]?.levelNames) {
      return this.inputs[at].value || null;
    }
    const text = this.inputs[at].value.trim().replace('−', '-').replace(/^(-?\d*),(\d+)$/, '$1.$2');
    return text === '' ? null : Number(text);
  }

  async ask() {
    clearTimeout(this.soon);
    const mine = ++this.asked;
    const row = this.model.columns.map((_, at) => this.value(at));
    const wrong = row.findIndex((value) => Number.isNaN(value));
    if (wrong >= 0) {
      this.onAsked(null, null);
      put(this.outcome, h('p', { class: 'problem' }, `What stands at ${this.model.columns[wrong]} is not a number.`));
      return;
    }
    remember({ point: row.map((value) => value ?? '').join(',') });
    this.onAsked(row, this.point);
    try {
      const { answer, score } = await ofPoint(this.model, row);
      if (mine === this.asked) {
        put(this.outcome, this.told(answer, score));
      }
    } catch (error) {
      if (mine === this.asked) {
        put(this.outcome, problem(error));
      }
    }
  }

  /** @param {Answer} answer @param {Score | null} score */
  told(answer, score) {
    const shares = answer.responsibilities.map((share, component) => ({ component, share }));
    if (answer.noise != null) {
      shares.push({ component: -1, share: answer.noise });
    }
    const best = answer.mostProbable;
    return h(
      'div',
      {},
      h('p', {}, h('strong', {}, `Most probably ${nameOf(best, this.model)}`), usual(score)),
      h(
        'ul',
        { class: 'probabilities' },
        shares.map(({ component, share }) =>
          h('li', {}, sign(component), h('span', {}, nameOf(component, this.model)), bar(share, css(component < 0 ? NOISE : color(component)), percent(share))),
        ),
      ),
      score && h('p', { class: 'quiet' }, `Log density ${number(score.logDensity)}`, score.percentile != null && `, percentile ${number(score.percentile)}`),
    );
  }
}

/** @param {Score | null} score */
function usual(score) {
  if (!score) {
    return '. k-means has no density, so it cannot say how usual the point is.';
  }
  if (score.percentile == null) {
    return ', by the values that are known.';
  }
  const share = percent(score.percentile / 100);
  return score.percentile < 1
    ? `. An unusual point: only ${share} of what the model generates lies where it is as sparse.`
    : `. It lies where the model is denser than at ${share} of what it generates.`;
}

/** @param {number} value a place in a plot is not known any better */
function rounded(value) {
  return Number(value.toPrecision(5));
}
