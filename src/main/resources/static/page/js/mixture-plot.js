/** Points coloured by a mixture, its components as ellipses: of a stored model, or of a start while it runs. */

import { h } from './dom.js';
import { cell, percent } from './format.js';
import { ellipse, isTellable, mostProbable, responsibilities, tails } from './mixture.js';
import { color, mixed, NOISE, packed } from './palette.js';
import { ScatterPlot } from './plots/scatter.js';
import { AxisChoice } from './views/axes.js';
import { legend, nameOf } from './views/parts.js';

/**
 * @import {Points} from './points.js'
 * @import {Mark} from './plots/overlay.js'
 * @import {Parameters} from './types.js'
 *
 * @typedef {{row: (number | string | null)[], text: string, point?: number | null}} Pin a row of the mixture's columns that is
 *     pointed at, and which of the points it is, where it is one
 *
 * @typedef {object} MixturePlotOptions
 * @property {Points} points
 * @property {string[]} columns those that the mixture is of
 * @property {string} label
 * @property {string} file
 * @property {(place: {x: number, y: number, point: number | null}, axes: {x: string, y: string}) => void} [onPlace]
 * @property {MixturePlot} [leader] another plot of the same points, whose axes and view this one shares
 * @property {string[]} [first] the columns to begin with
 * @property {any[] | null} [families] of the columns: counts and levels are spread a little, as many points have the same
 */

/** The share of a component that its ellipse holds. */
const SHARE = 0.9;

/** Multiplications up to which colours are told anew with each model of a fit that runs: some 30 ms. */
const AT_ONCE = 5e6;

export class MixturePlot {
  /** @param {MixturePlotOptions} options */
  constructor({ points, columns, label, file, onPlace, leader, first, families }) {
    /** @type {MixturePlot[]} */
    this.followers = [];
    this.discrete = new Set((families ?? []).filter(({ family }) => family !== 'gaussian').map(({ column }) => column));
    /** @type {Pin[]} */
    this.pins = [];
    /** Whose colour each component wears. @type {number[] | null} */
    this.hues = null;
    this.points = points;
    this.columns = columns;
    /** The points in the order of the mixture's columns, once they were asked for. @type {(number | null)[][] | null} */
    this.rows = null;
    /** @type {Parameters | null} */
    this.parameters = null;
    /** @type {Float64Array | null} */
    this.probabilities = null;
    /** How soft colours are, from 0, each point in the colour of one component, to 1, probabilities as they are. */
    this.softness = 1;
    /** @type {ScatterPlot} */
    this.plot = new ScatterPlot({
      label,
      file,
      describe: (point) => this.describe(point),
      onPlace: onPlace && ((place) => onPlace(place, { x: this.axes.x, y: this.axes.y })),
      onMove: (view) => (leader ? [leader, ...leader.followers] : this.followers).forEach(({ plot }) => plot.showView(view)),
    });
    this.key = h('div');
    const n = points.rows.length;
    /** @type {{colors: Uint32Array, shapes: Int16Array}} */
    this.bare = { colors: new Uint32Array(n).fill(packed([128, 136, 145])), shapes: new Int16Array(n) };
    /** @type {AxisChoice} */
    this.axes = leader ? leader.shared(this) : new AxisChoice(columns, (x, y) => this.turn(x, y), first);
    this.element = h('div', {}, leader ? null : this.axes.element, this.plot.element, this.key, points.note && h('p', { class: 'quiet' }, points.note));
  }

  /**
   * @param {MixturePlot} follower
   * @returns {AxisChoice} which it shares
   */
  shared(follower) {
    this.followers.push(follower);
    follower.turn(this.axes.x, this.axes.y);
    follower.plot.showView(this.plot.view);
    return this.axes;
  }

  /** @param {string} x @param {string} y */
  turn(x, y) {
    this.plot.show({ x: this.values(x, 0.618), y: this.values(y, 0.414), ...this.bare }, { x, y });
    this.paint();
    this.surround(x, y);
    this.markPins(x, y);
    this.followers.forEach((follower) => follower.turn(x, y));
  }

  /** @param {string} column @param {number} step irrational enough that points of the same value end up side by side */
  values(column, step) {
    const values = this.points.values(column);
    return this.discrete.has(column) ? values.map((value, n) => value + 0.6 * (((n + 1) * step) % 1) - 0.3) : values;
  }

  /**
   * Shows other parameters.
   *
   * @param {Parameters} parameters of the columns that were named
   * @param {Float64Array | null} [probabilities] of the points, where somebody knows them
   * @param {number[] | null} [hues] whose colour each component wears, where that is not its own
   */
  show(parameters, probabilities = null, hues = null) {
    this.parameters = parameters;
    this.hues = hues;
    this.probabilities = probabilities ?? (isTellable(parameters) && this.work() <= AT_ONCE ? this.told(parameters) : null);
    this.paint();
    this.surround(this.axes.x, this.axes.y);
    this.key.replaceChildren(this.legend());
  }

  /** Multiplications that the probabilities of all points take. */
  work() {
    return this.points.rows.length * this.k * this.columns.length ** 2;
  }

  /** What the page itself tells of the points. @param {Parameters} parameters */
  told(parameters) {
    this.rows ??= /** @type {(number | null)[][]} */ (this.points.of(this.columns));
    return responsibilities(parameters, this.rows);
  }

  /** @param {number} softness */
  soften(softness) {
    this.softness = softness;
    this.paint();
  }

  /** @param {Mark[]} marks */
  mark(marks) {
    this.plot.mark(marks);
  }

  /**
   * Points at rows, whatever the axes are.
   *
   * @param {Pin[]} pins
   */
  pin(pins) {
    this.pins = pins;
    this.markPins(this.axes.x, this.axes.y);
  }

  /** @param {string} x @param {string} y */
  markPins(x, y) {
    const at = (/** @type {string} */ column) => ({ from: this.columns.indexOf(column), code: this.points.codes(this.points.columns.indexOf(column)) });
    const [i, j] = [at(x), at(y)];
    this.mark(
      this.pins.flatMap(({ row, text, point }) => {
        const { points } = this.plot;
        const [across, up] = point == null ? [i.code(row[i.from]), j.code(row[j.from])] : [points.x[point], points.y[point]];
        return Number.isNaN(across + up) ? [] : [{ x: across, y: up, text }];
      }),
    );
  }

  /** @param {number} component @returns {number} whose colour it wears */
  hue(component) {
    return this.hues?.[component] ?? component;
  }

  /** @returns {number} with noise */
  get k() {
    return this.parameters ? this.parameters.weights.length + (this.parameters.noise ? 1 : 0) : 0;
  }

  paint() {
    const { parameters, probabilities, k } = this;
    if (!parameters || !probabilities) {
      return;
    }
    const noise = parameters.noise != null;
    const shown = sharpened(probabilities, k, this.softness);
    const all = parameters.weights.map((_, component) => color(this.hue(component)));
    if (noise) {
      all.push(NOISE);
    }
    const painted = Uint32Array.from({ length: this.points.rows.length }, (_, n) => mixed(shown, n * k, all));
    const shapes = mostProbable(probabilities, k, noise).map((component) => (component < 0 ? component : this.hue(component)));
    this.bare = { colors: painted, shapes };
    this.plot.paint(this.bare);
  }

  /** @param {string} x @param {string} y */
  surround(x, y) {
    const { parameters } = this;
    // Ellipses are of the gaussian columns alone, which means and covariances are of.
    const families = parameters?.families;
    const gaussian = families ? families.filter(({ family }) => family === 'gaussian').map(({ column }) => column) : this.columns;
    const [i, j] = [gaussian.indexOf(x), gaussian.indexOf(y)];
    const { means, covariances } = parameters ?? {};
    if (!parameters || !means || i < 0 || j < 0 || i === j) {
      this.plot.surround([]);
      return;
    }
    this.plot.surround(
      means.map((mean, c) => ({
        ...(covariances
          ? ellipse(mean, covariances[c], i, j, SHARE, tails(parameters.degreesOfFreedom, c))
          : { x: mean[i], y: mean[j], major: 0, minor: 0, angle: 0 }),
        color: color(this.hue(c)),
        text: String(c),
        strength: parameters.weights[c],
      })),
    );
  }

  legend() {
    const parameters = /** @type {Parameters} */ (this.parameters);
    const { weights, noise } = parameters;
    const entries = weights.map((weight, component) => ({
      component: this.hue(component),
      text: `${nameOf(component, parameters)}, ${percent(weight)}`,
    }));
    return legend(noise ? [...entries, { component: -1, text: `noise, ${percent(noise.weight)}` }] : entries);
  }

  /** @param {number} point */
  describe(point) {
    const { points, probabilities, k, parameters } = this;
    const lines = points.columns.slice(0, 8).map((name, at) => `${name} ${cell(points.rows[point][at])}`);
    if (probabilities && parameters) {
      for (let c = 0; c < k; c++) {
        const share = probabilities[point * k + c];
        if (share >= 0.005) {
          lines.push(`${nameOf(c < parameters.weights.length ? c : -1, parameters)}: ${percent(share)}`);
        }
      }
    }
    return [`row ${points.indices[point] + 1}`, ...lines].join('\n');
  }
}

/**
 * Probabilities brought nearer to 0 and 1, as of an annealed mixture: p^(1/softness), scaled to a sum of 1.
 *
 * @param {Float64Array} probabilities
 * @param {number} k
 * @param {number} softness
 * @returns {Float64Array}
 */
function sharpened(probabilities, k, softness) {
  if (softness >= 1) {
    return probabilities;
  }
  const power = Math.min(1e3, 1 / Math.max(softness, 1e-3));
  const sharp = new Float64Array(probabilities.length);
  for (let n = 0; n < probabilities.length; n += k) {
    let most = 0;
    for (let c = n; c < n + k; c++) {
      most = Math.max(most, probabilities[c]);
    }
    let sum = 0;
    for (let c = n; c < n + k; c++) {
      sum += sharp[c] = (probabilities[c] / most) ** power;
    }
    for (let c = n; c < n + k; c++) {
      sharp[c] /= sum;
    }
  }
  return sharp;
}
