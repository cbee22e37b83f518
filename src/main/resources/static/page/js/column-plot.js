/** Points of one column coloured by a mixture: a histogram, and over it what each component expects. */

import { h, put, table } from './dom.js';
import { counted, number, percent } from './format.js';
import { densities } from './mixture.js';
import { color, css, NOISE } from './palette.js';
import { bounds } from './plots/axis.js';
import { Chart } from './plots/charts.js';
import { legend, nameOf } from './views/parts.js';

/**
 * @import {Pin} from './mixture-plot.js'
 * @import {Points} from './points.js'
 * @import {Parameters} from './types.js'
 *
 * @typedef {object} ColumnPlotOptions
 * @property {Points} points
 * @property {string} column
 * @property {string} label
 * @property {string} file
 * @property {any} [distribution] of the column, where it is not Gaussian
 * @property {(value: number) => void} [onPlace]
 */

const BINS = 40;
const STEPS = 200;

export class ColumnPlot {
  /** @param {ColumnPlotOptions} options */
  constructor({ points, column, label, file, distribution = null, onPlace }) {
    this.points = points;
    this.column = column;
    this.distribution = distribution?.family === 'gaussian' ? null : distribution;
    this.values = points.values(column);
    this.edges = this.distribution ? wholeEdges(this.values) : evenEdges(this.values);
    this.chart = new Chart({ label, file, height: 420, onPlace: ([value]) => onPlace?.(value) });
    this.key = h('div');
    this.numbers = h('div');
    /** @type {Pin[]} */
    this.pins = [];
    this.element = h('div', {}, this.chart.element, this.key, this.numbers, points.note && h('p', { class: 'quiet' }, points.note));
  }

  /**
   * @param {Parameters} parameters
   * @param {Float64Array | null} probabilities of the points
   * @param {number[] | null} [hues] whose colour each component wears
   */
  show(parameters, probabilities, hues = null) {
    const k = parameters.weights.length;
    const components = Array.from({ length: k + (parameters.noise ? 1 : 0) }, (_, c) => c);
    const rgb = (/** @type {number} */ c) => css(c < k ? color(hues?.[c] ?? c) : NOISE);
    const name = (/** @type {number} */ c) => nameOf(c < k ? c : -1, parameters);
    const heights = probabilities ? this.heights(probabilities, components.length) : [];
    this.series = [
      ...heights.map((counts, c) => bars(name(c), this.edges, counts, rgb(c))),
      ...components.flatMap((c) => this.curve(parameters, c, name(c), rgb(c))),
    ];
    this.key.replaceChildren(
      legend(
        components.map((c) => ({
          component: c < k ? (hues?.[c] ?? c) : -1,
          text: `${name(c)}, ${percent(c < k ? parameters.weights[c] : (parameters.noise?.weight ?? 0))}`,
        })),
      ),
    );
    put(this.numbers, heights.length > 0 && this.table(heights, components.map(name)));
    this.draw();
  }

  /** @param {number[][]} heights by component @param {string[]} names */
  table(heights, names) {
    const title = `Points by ${this.column} and component`;
    const range = (/** @type {number} */ bin) => (this.distribution ? number(this.edges[bin] + 0.5) : `${number(this.edges[bin])} to ${number(this.edges[bin + 1])}`);
    const rows = this.edges.slice(1).map((_, bin) => [range(bin), ...heights.map((counts) => number(Number(counts[bin].toFixed(1))))]);
    const shown = table(title, [this.column, ...names], rows, { numeric: names.map((_, at) => at + 1) });
    shown.classList.add('tall');
    return h('details', {}, h('summary', {}, 'As a table'), shown);
  }

  /** There is nothing between soft and hard to be seen in sums. */
  soften() {}

  /** @param {Pin[]} pins */
  pin(pins) {
    this.pins = pins;
    this.draw();
  }

  draw() {
    const pinned = { type: 'line', data: [], markLine: { symbol: ['none', 'circle'], symbolSize: 6, lineStyle: { type: 'dashed', color: '#808080' }, data: marked(this.pins) } };
    this.chart.show({
      aria: { decal: { show: true } },
      tooltip: { trigger: 'item' },
      xAxis: { type: 'value', name: this.column, min: this.edges[0], max: this.edges[this.edges.length - 1], minInterval: this.distribution ? 1 : undefined, axisLabel: { showMinLabel: false, showMaxLabel: false } },
      yAxis: { type: 'value', name: 'points', nameGap: 44 },
      series: [...(this.series ?? []), pinned],
    });
  }

  /**
   * @param {Float64Array} probabilities
   * @param {number} k
   * @returns {number[][]} of each component the points that are its own, by bin, each as far as it is
   */
  heights(probabilities, k) {
    const heights = Array.from({ length: k }, () => new Array(this.edges.length - 1).fill(0));
    const [from, width] = [this.edges[0], this.edges[1] - this.edges[0]];
    this.values.forEach((value, n) => {
      const bin = Math.min(this.edges.length - 2, Math.floor((value - from) / width));
      for (let c = 0; bin >= 0 && c < k; c++) {
        heights[c][bin] += probabilities[n * k + c];
      }
    });
    return heights;
  }

  /** @param {Parameters} parameters @param {number} c @param {string} name @param {string} rgb */
  curve(parameters, c, name, rgb) {
    const density = this.density(parameters, c);
    if (!density) {
      return [];
    }
    const [from, to] = [this.edges[0], this.edges[this.edges.length - 1]];
    const scale = this.values.length * (this.edges[1] - from);
    const at = this.distribution
      ? this.edges.slice(1).map((edge) => edge - 0.5)
      : Array.from({ length: STEPS + 1 }, (_, step) => from + ((to - from) * step) / STEPS);
    const data = at.map((x) => [x, scale * density(x)]);
    const points = { showSymbol: Boolean(this.distribution), symbolSize: 6 };
    return [{ type: 'line', name: `${name}, expected`, data, ...points, lineStyle: { color: rgb, width: 2.5 }, itemStyle: { color: rgb } }];
  }

  /**
   * @param {Parameters} parameters
   * @param {number} c
   * @returns {((x: number) => number) | null} the density of a component times its weight
   */
  density(parameters, c) {
    const { weights, noise } = parameters;
    if (c === weights.length) {
      const height = noise ? noise.weight * Math.exp(noise.logDensity) : 0;
      return () => height;
    }
    if (this.distribution?.rates) {
      return (x) => weights[c] * poisson(x, this.distribution.rates[c]);
    }
    if (this.distribution?.levels) {
      const { levels, probabilities } = this.distribution;
      return (x) => weights[c] * (probabilities[c][levels.indexOf(x)] ?? 0);
    }
    const log = parameters.covariances && densities(parameters)[c];
    return log ? (x) => weights[c] * Math.exp(log([x])) : null;
  }

  dispose() {
    this.chart.dispose();
  }
}

/** @param {string} name @param {number[]} edges @param {number[]} counts @param {string} rgb */
function bars(name, edges, counts, rgb) {
  const data = counts.map((count, bin) => [(edges[bin] + edges[bin + 1]) / 2, count]);
  return { type: 'bar', name, stack: 'points', barWidth: '90%', data, itemStyle: { color: rgb, opacity: 0.75 }, tooltip: { formatter: told(name) } };
}

/** @param {string} name */
function told(name) {
  return (/** @type {any} */ { value: [x, count] }) => `${name} at ${number(x)}: ${counted(Math.round(count), 'point')}`;
}

/** @param {Float64Array} values */
function evenEdges(values) {
  const { from, to } = bounds(values, 0.08);
  return Array.from({ length: BINS + 1 }, (_, bin) => from + ((to - from) * bin) / BINS);
}

/** @param {Float64Array} values */
function wholeEdges(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  const [first, last] = [known.reduce((least, value) => Math.min(least, value), Infinity), known.reduce((most, value) => Math.max(most, value), -Infinity)];
  return Array.from({ length: Math.max(2, Math.round(last - first) + 2) }, (_, bin) => first + bin - 0.5);
}

/** Lines at the values of pins, each once. @param {Pin[]} pins */
function marked(pins) {
  /** @type {Map<number, string[]>} */
  const texts = new Map();
  for (const { row: [value], text } of pins) {
    if (typeof value === 'number') {
      texts.set(value, [...(texts.get(value) ?? []), text]);
    }
  }
  return Array.from(texts, ([value, all]) => ({ xAxis: value, label: { formatter: all.length > 2 ? `${all[0]} …` : all.join(', ') } }));
}

/** @param {number} x @param {number} rate */
function poisson(x, rate) {
  let log = -rate;
  for (let i = 1; i <= x; i++) {
    log += Math.log(rate / i);
  }
  return Math.exp(log);
}
