/** How the log-likelihood rose, start by start. */

import { choice, h, put } from '../dom.js';
import { counted, exact, tick } from '../format.js';
import { color, css } from '../palette.js';
import { Chart } from '../plots/charts.js';

/** @import {StartTrace, Trace} from '../types.js' */

export class TraceChart {
  /** @param {string} name of the model */
  constructor(name) {
    this.chart = new Chart({ label: `How the log-likelihood of ${name} rose with the iterations`, file: `${name}-log-likelihood` });
    this.chooser = h('div');
    this.note = h('p', { class: 'quiet' });
    this.title = h('h2', {}, 'Log-likelihood');
    this.element = h('section', { class: 'card', hidden: true }, this.title, this.chooser, this.chart.element, this.note);
    /** @type {number | null} */
    this.chosen = null;
    this.candidates = 0;
  }

  /**
   * @param {Trace} trace
   * @param {number | null} selected the candidate that was chosen, where one was
   */
  show(trace, selected) {
    this.trace = trace;
    this.element.hidden = trace.starts.length === 0;
    if (this.element.hidden) {
      return;
    }
    this.title.textContent = trace.measure === 'inertia' ? 'Inertia' : 'Log-likelihood';
    const candidates = [...new Set(trace.starts.map(({ candidate }) => candidate))].sort((a, b) => a - b);
    this.selected = selected ?? candidates[candidates.length - 1];
    this.offer(candidates);
    this.draw();
  }

  /** @param {number[]} candidates */
  offer(candidates) {
    if (candidates.length === this.candidates) {
      return;
    }
    this.candidates = candidates.length;
    put(
      this.chooser,
      candidates.length > 1 &&
        choice(
          'Of',
          [{ value: '', text: 'the latest candidate, or the chosen one' }, ...candidates.map((at) => ({ value: String(at), text: this.nameOf(at) }))],
          this.chosen == null ? '' : String(this.chosen),
          (value) => {
            this.chosen = value === '' ? null : Number(value);
            this.draw();
          },
        ),
    );
  }

  /** @param {number} at */
  nameOf(at) {
    const known = this.trace?.candidates.find(({ candidate }) => candidate === at);
    return known ? `${counted(known.components, 'component')}, ${known.covariance ?? 'no covariance'}` : `candidate ${at + 1}`;
  }

  draw() {
    const { trace } = this;
    if (!trace) {
      return;
    }
    const starts = trace.starts.filter(({ candidate }) => candidate === (this.chosen ?? this.selected));
    const best = starts.reduce((most, { end }) => Math.max(most, end ?? -Infinity), -Infinity);
    const kept = trace.measure === 'inertia' ? 'lowest' : 'best';
    this.chart.element.hidden = starts.length === 0;
    if (starts.length === 0) {
      this.note.textContent = trace.leftOut ? 'Its starts are not among those that are kept.' : 'None of its starts was followed here.';
      return;
    }
    this.note.textContent =
      `${starts.length === 1 ? 'One start was' : `${starts.length} starts were`} followed` +
      (Number.isFinite(best) ? `; the ${kept} ended at ${exact(best)}.` : '.') +
      (trace.leftOut ? ` ${trace.leftOut} earlier ones are left out.` : '');
    this.chart.show(option(starts, trace.measure));
  }

  dispose() {
    this.chart.dispose();
  }
}

/** @param {StartTrace[]} starts @param {string} measure */
function option(starts, measure) {
  return {
    grid: { left: 78 },
    tooltip: { trigger: 'item', formatter: (/** @type {any} */ { seriesName, value }) => `${seriesName}\niteration ${value[0]}: ${exact(value[1])}` },
    legend: starts.length <= 8 ? {} : undefined,
    xAxis: { type: 'value', name: 'iteration', minInterval: 1, max: ceiling(starts, measure), splitLine: { show: false } },
    yAxis: { type: 'value', scale: true, min: measure === 'inertia' ? undefined : floor(starts), axisLabel: { formatter: tick } },
    series: starts.map((start, at) => ({
      type: 'line',
      name: `start ${start.start}`,
      data: line(start),
      showSymbol: false,
      clip: true,
      symbolSize: 6,
      lineStyle: { width: 2, type: start.state === 'sound' || start.state === 'running' ? 'solid' : 'dashed' },
      color: css(color(at % 8)),
      endLabel: undefined,
    })),
  };
}

/** @param {StartTrace} start @returns {[number, number][]} */
function line({ values, every, end, iterations }) {
  /** @type {[number, number][]} */
  const points = values.map((value, i) => [i * every, value]);
  return end == null ? points : [...points, [iterations, end]];
}

/**
 * Where the axis of iterations ends: some starts creep on long after the best has ended.
 *
 * @param {StartTrace[]} starts
 * @param {string} measure
 */
function ceiling(starts, measure) {
  const sign = measure === 'inertia' ? -1 : 1;
  const ended = starts.filter(({ end }) => end != null);
  if (ended.length < starts.length || ended.length === 0) {
    return undefined;
  }
  const best = ended.reduce((most, start) => (sign * Number(start.end) > sign * Number(most.end) ? start : most));
  const longest = Math.max(...ended.map(({ iterations }) => iterations));
  return Math.min(longest, Math.max(20, 4 * best.iterations));
}

/**
 * Where the axis begins: first values lie so far below the others that these would look like one.
 *
 * @param {StartTrace[]} starts
 */
function floor(starts) {
  const values = starts.flatMap(({ values: all }) => all.slice(1)).sort((a, b) => a - b);
  if (values.length < 4) {
    return undefined;
  }
  const top = values[values.length - 1];
  const middle = values[Math.floor(values.length / 4)];
  const low = Math.max(values[0], top - 3 * (top - middle));
  const step = 10 ** Math.floor(Math.log10(top - low || 1));
  return low < top ? Math.floor(low / step) * step : undefined;
}
