/** The candidates of a selection: their criteria by structure and number of components, and why some failed. */

import { choice, h, put, table } from '../dom.js';
import { counted, duration, exact, tick } from '../format.js';
import { color, css } from '../palette.js';
import { Chart } from '../plots/charts.js';

/** @import {NumberedCandidate} from '../types.js' */

/** @type {Record<string, {text: string, of: (candidate: NumberedCandidate) => number | null, better: string}>} */
const CRITERIA = {
  bic: { text: 'BIC', of: ({ bic }) => bic, better: 'lower' },
  aic: { text: 'AIC', of: ({ aic }) => aic, better: 'lower' },
  icl: { text: 'ICL', of: ({ icl }) => icl, better: 'lower' },
  heldOut: { text: 'held-out log-likelihood', of: ({ heldOutLogLikelihood }) => heldOutLogLikelihood, better: 'higher' },
  logLikelihood: { text: 'log-likelihood', of: ({ logLikelihood }) => logLikelihood, better: 'higher' },
};

/** Signs of the structures, as the colours of 14 cannot be told apart. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond', 'pin', 'arrow'];

export class CandidateChart {
  /** @param {string} name of the model @param {string | {criterion: string}} criterion */
  constructor(name, criterion) {
    /** @type {Map<number, NumberedCandidate>} */
    this.known = new Map();
    /** @type {number | null} */
    this.chosen = null;
    /** @type {number | undefined} */
    this.asked = undefined;
    const asked = typeof criterion === 'string' ? criterion : criterion.criterion;
    this.criterion = CRITERIA[asked] ? asked : 'bic';
    this.chart = new Chart({ label: `Criteria of the candidates of ${name} by components and structure`, file: `${name}-criteria`, height: 340 });
    this.list = h('div');
    const choices = Object.entries(CRITERIA).map(([value, { text }]) => ({ value, text }));
    this.element = h(
      'section',
      { class: 'card', hidden: true },
      h('h2', {}, 'Candidates'),
      h('div', { class: 'row' }, choice('Criterion', choices, this.criterion, (value) => ((this.criterion = value), this.draw()))),
      this.chart.element,
      h('details', {}, h('summary', {}, 'As a table'), this.list),
    );
  }

  /** @param {NumberedCandidate} candidate */
  add(candidate) {
    this.known.set(candidate.candidate, candidate);
    this.redraw();
  }

  /** @param {number | null} candidate */
  choose(candidate) {
    this.chosen = candidate;
    this.redraw();
  }

  redraw() {
    this.asked ||= setTimeout(() => {
      this.asked = undefined;
      this.draw();
    }, 100);
  }

  draw() {
    const all = [...this.known.values()].sort((a, b) => a.candidate - b.candidate);
    this.element.hidden = all.length < 2;
    if (this.element.hidden || this.disposed) {
      return;
    }
    const { text, of, better } = CRITERIA[this.criterion];
    put(this.list, list(all, this.chosen));
    const structures = [...new Set(all.map(({ covariance }) => covariance ?? 'mixture'))];
    const best = all.find(({ candidate }) => candidate === this.chosen);
    this.chart.show({
      grid: { left: 78, top: 56 },
      legend: {},
      tooltip: { trigger: 'item', formatter: (/** @type {any} */ { seriesName, value }) => `${seriesName}, ${counted(value[0], 'component')}\n${text} ${exact(value[1])}` },
      xAxis: { type: 'value', name: 'components', minInterval: 1, scale: true, splitLine: { show: false } },
      yAxis: {
        type: 'value',
        scale: true,
        name: `${text}, ${better} is better`,
        nameGap: 60,
        axisLabel: { formatter: tick },
      },
      series: [
        ...structures.map((structure, at) => ({
          type: 'line',
          name: structure,
          symbol: SYMBOLS[at % SYMBOLS.length],
          symbolSize: 9,
          color: css(color(at)),
          data: all.filter(({ covariance }) => (covariance ?? 'mixture') === structure).flatMap((candidate) => {
            const value = of(candidate);
            return value == null ? [] : [[candidate.components, value]];
          }),
        })),
        best && of(best) != null && chosen([best.components, /** @type {number} */ (of(best))]),
      ].filter(Boolean),
    });
  }

  dispose() {
    this.disposed = true;
    clearTimeout(this.asked);
    this.chart.dispose();
  }
}

/** A ring around what was chosen. @param {[number, number]} at */
function chosen(at) {
  return { type: 'scatter', name: 'chosen', data: [at], symbol: 'circle', symbolSize: 22, itemStyle: { color: 'transparent', borderColor: '#d55e00', borderWidth: 3 }, silent: true };
}

/** @param {NumberedCandidate[]} candidates @param {number | null} chosen */
function list(candidates, chosen) {
  const states = { fitted: 'fitted', spurious: 'spurious', failed: 'failed' };
  const element = table(
    'Candidates',
    ['Components', 'Structure', 'State', 'BIC', 'AIC', 'ICL', 'Log-likelihood', 'Parameters', 'Took'],
    candidates.map((candidate) => [
      candidate.components,
      candidate.covariance ?? '–',
      [
        candidate.candidate === chosen ? h('strong', {}, 'chosen') : states[candidate.state],
        candidate.explanation && h('small', { class: 'explained' }, candidate.explanation),
      ],
      exact(candidate.bic),
      exact(candidate.aic),
      exact(candidate.icl),
      exact(candidate.logLikelihood),
      candidate.freeParameters ?? '–',
      candidate.millis == null ? '–' : duration(candidate.millis),
    ]),
    { numeric: [0, 3, 4, 5, 6, 7, 8] },
  );
  element.classList.add('tall');
  return element;
}
