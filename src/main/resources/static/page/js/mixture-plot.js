/** Points coloured by a mixture, its components as ellipses: of a stored model, or of a start while it runs. */

import { h } from './dom.js';
import { number, percent } from './format.js';
import { ellipse, isTellable, mostProbable, responsibilities } from './mixture.js';
import { color, colors, mixed, packed } from './palette.js';
import { ScatterPlot } from './plots/scatter.js';
import { AxisChoice } from './views/axes.js';
import { legend } from './views/parts.js';

/**
 * @import {Points} from './points.js'
 * @import {Mark} from './plots/scatter.js'
 * @import {Parameters} from './types.js'
 *
 * @typedef {object} MixturePlotOptions
 * @property {Points} points
 * @property {string[]} columns those that the mixture is of
 * @property {string} label
 * @property {string} file
 * @property {(place: {x: number, y: number, point: number | null}, axes: {x: string, y: string}) => void} [onPlace]
 */

/** The share of a component that its ellipse holds. */
const SHARE = 0.9;

/** Points up to which colours are told anew while a fit runs; drawing the others would cost the frame rate. */
const AT_ONCE = 5000;

export class MixturePlot {
  /** @param {MixturePlotOptions} options */
  constructor({ points, columns, label, file, onPlace }) {
    this.points = points;
    this.columns = columns;
    /** @type {Parameters | null} */
    this.parameters = null;
    /** @type {Float64Array | null} */
    this.probabilities = null;
    /** How soft colours are, from 0, each point in the colour of one component, to 1, probabilities as they are. */
    this.softness = 1;
    this.plot = new ScatterPlot({
      label,
      file,
      describe: (point) => this.describe(point),
      onPlace: onPlace && ((place) => onPlace(place, { x: this.axes.x, y: this.axes.y })),
    });
    this.key = h('div');
    const n = points.rows.length;
    /** @type {{colors: Uint32Array, shapes: Int16Array}} */
    this.bare = { colors: new Uint32Array(n).fill(packed([128, 136, 145])), shapes: new Int16Array(n) };
    this.axes = new AxisChoice(columns, (x, y) => this.turn(x, y));
    this.element = h('div', {}, this.axes.element, this.plot.element, this.key, points.note && h('p', { class: 'quiet' }, points.note));
  }

  /** @param {string} x @param {string} y */
  turn(x, y) {
    this.plot.show({ x: this.points.values(x), y: this.points.values(y), ...this.bare }, { x, y });
    this.paint();
    this.surround(x, y);
  }

  /**
   * Shows other parameters.
   *
   * @param {Parameters} parameters of the columns that were named
   * @param {Float64Array | null} [probabilities] of the points, where somebody knows them
   */
  show(parameters, probabilities = null) {
    this.parameters = parameters;
    const few = this.points.rows.length <= AT_ONCE;
    this.probabilities =
      probabilities ?? (isTellable(parameters) && few ? responsibilities(parameters, this.points.of(this.columns)) : null);
    this.paint();
    this.surround(this.axes.x, this.axes.y);
    this.key.replaceChildren(this.legend());
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
    const all = colors(parameters.weights.length, noise);
    const painted = Uint32Array.from({ length: this.points.rows.length }, (_, n) => mixed(shown, n * k, all));
    this.bare = { colors: painted, shapes: mostProbable(probabilities, k, noise) };
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
    if (!parameters || !means || !covariances || i < 0 || j < 0 || i === j) {
      this.plot.surround([]);
      return;
    }
    this.plot.surround(
      means.map((mean, c) => ({
        ...ellipse(mean, covariances[c], i, j, SHARE),
        color: color(c),
        text: String(c),
        strength: parameters.weights[c],
      })),
    );
  }

  legend() {
    const { weights, noise } = /** @type {Parameters} */ (this.parameters);
    const entries = weights.map((weight, component) => ({ component, text: `component ${component}, ${percent(weight)}` }));
    return legend(noise ? [...entries, { component: -1, text: `noise, ${percent(noise.weight)}` }] : entries);
  }

  /** @param {number} point */
  describe(point) {
    const { points, probabilities, k, parameters } = this;
    const lines = points.columns.slice(0, 8).map((name, at) => `${name} ${number(points.rows[point][at])}`);
    if (probabilities && parameters) {
      for (let c = 0; c < k; c++) {
        const share = probabilities[point * k + c];
        if (share >= 0.005) {
          lines.push(`${c < parameters.weights.length ? `component ${c}` : 'noise'}: ${percent(share)}`);
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
