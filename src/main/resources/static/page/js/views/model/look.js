/** The points as the model sees them, from soft to hard, beside k-means, with a panel that tells of one point. */

import { Answers } from '../../answers.js';
import { h, put } from '../../dom.js';
import { MixturePlot } from '../../mixture-plot.js';
import { remember, route } from '../../router.js';
import { KMeansBeside } from './beside.js';
import { later, section } from './parts.js';
import { pictureOf } from './picture.js';
import { PointQuestion } from './question.js';

/**
 * @import {Pin} from '../../mixture-plot.js'
 * @import {Context} from './parts.js'
 */

export class Look {
  /** @param {Context} context */
  constructor(context) {
    const { model, ground, answers } = context;
    this.context = context;
    /** What is pointed at, by who points. @type {Record<string, Pin[]>} */
    this.pins = {};
    this.picture = pictureOf(model, ground, {
      label: `Points coloured by ${model.name}`,
      file: `${model.name}-${model.version}`,
      onPlace: (place) => this.question.take(place),
    });
    if (!(this.picture instanceof MixturePlot)) {
      context.keep(this.picture);
    }
    this.question = new PointQuestion(context, (row, point) => this.point('asked', row ? [{ row, text: 'asked', point }] : []));
    context.keep(this.question);
    this.beside = new KMeansBeside(context, this.picture, (shown) => this.grid.classList.toggle('three', shown));
    this.grid = h(
      'div',
      { class: 'look' },
      h('div', { class: 'first' }, this.beside.has && h('h3', {}, model.algorithm === 'kmeans' ? 'k-means' : 'The mixture'), this.picture.element),
      this.beside.element,
      this.question.element,
    );
    this.element = section(
      'points',
      'Points',
      ground.note && h('p', { class: 'quiet' }, ground.note),
      h('div', { class: 'row' }, this.picture instanceof MixturePlot && this.picture.axes.element, this.slider(), this.beside.button),
      later(answers, (known) => (this.show(known), [])),
      this.grid,
    );
    this.picture.show(model, null);
  }

  /** @param {Answers} answers */
  show(answers) {
    this.picture.show(this.context.model, answers.probabilities);
  }

  /** @param {string} who @param {Pin[]} pins */
  point(who, pins) {
    this.pins[who] = pins;
    const all = Object.values(this.pins).flat();
    this.picture.pin(all);
    this.beside?.pin(all);
  }

  /** How far colours are mixed; k-means knows hard ones alone, and of one column only sums are seen. */
  slider() {
    const { model } = this.context;
    if (model.algorithm === 'kmeans' || model.components < 2 || !(this.picture instanceof MixturePlot)) {
      return null;
    }
    const told = h('output', {});
    const soften = (/** @type {number} */ hardness) => {
      this.picture.soften(1 - hardness / 100);
      put(told, hardness === 0 ? 'probabilities as they are' : hardness === 100 ? 'each point wholly in one' : 'in between');
    };
    const from = Math.min(100, Math.max(0, Number(route().query.get('hard')) || 0));
    const range = h('input', {
      type: 'range',
      min: 0,
      max: 100,
      step: 5,
      value: from,
      oninput: () => {
        soften(Number(range.value));
        remember({ hard: Number(range.value) || null });
      },
    });
    range.value = String(from);
    soften(from);
    return h('label', { class: 'field soft' }, h('span', {}, 'From soft to hard'), h('span', { class: 'ends' }, 'soft ', range, ' hard'), h('small', {}, told));
  }
}
