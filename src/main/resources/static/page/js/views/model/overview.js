/** What a model is and how well it fits: in one sentence, in numbers, and in what its fit warned of. */

import { h, s } from '../../dom.js';
import { exact, number, percent, whole } from '../../format.js';
import { color, css, NOISE } from '../../palette.js';
import { endInWords, sentence } from '../../words.js';
import { legend, nameOf, warnings } from '../parts.js';
import { section } from './parts.js';

/**
 * @import {Model} from '../../types.js'
 * @import {Context} from './parts.js'
 */

/** @param {Context} context */
export function overview({ model }) {
  const said = sentence(model);
  return section(
    'overview',
    'Overview',
    h('p', { class: 'lead' }, said[0].toUpperCase() + said.slice(1)),
    shares(model),
    h('dl', { class: 'figures' }, figures(model).map(([name, value, hint]) => h('div', {}, h('dt', {}, name), h('dd', {}, value), hint && h('dd', { class: 'hint' }, hint)))),
    h('p', { class: model.converged === false && !model.warnings.length ? 'warning' : null }, endInWords(model)),
    warnings(model.warnings),
  );
}

/** How the weights share the whole. @param {Model} model */
function shares(model) {
  const { weights, noise } = model;
  const all = weights.map((weight, component) => ({ component, weight }));
  if (noise) {
    all.push({ component: -1, weight: noise.weight });
  }
  const sum = all.reduce((total, { weight }) => total + weight, 0) || 1;
  let at = 0;
  const bars = all.map(({ component, weight }) => {
    const x = at;
    at += (1000 * weight) / sum;
    return s('rect', { x, y: 0, width: Math.max(0, at - x - 2), height: 18, fill: css(component < 0 ? NOISE : color(component)) });
  });
  return h(
    'div',
    {},
    s('svg', { class: 'shares', viewBox: '0 0 1000 18', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars),
    legend(all.map(({ component, weight }) => ({ component, text: `${nameOf(component, model)} ${percent(weight)}` }))),
  );
}

/** @param {Model} model @returns {[string, string, string?][]} */
function figures(model) {
  const { goodnessOfFit: fit } = model;
  const rows = model.provenance.rows;
  /** @type {[string, number | null | undefined, ((value: any) => string)?, string?][]} */
  const all = [
    ['Log-likelihood', model.logLikelihood, exact, model.logLikelihoodPerObservation == null ? undefined : `${number(model.logLikelihoodPerObservation)} per row`],
    ['BIC', model.bic, exact, 'lower is better'],
    ['AIC', model.aic, exact, 'lower is better'],
    ['ICL', model.icl, exact, 'BIC, and the doubt about labels'],
    ['Sum of squared distances', model.inertia, number, 'to the centres'],
    ['Free parameters', model.freeParameters, whole, rows && model.freeParameters ? `${number(Number((rows / model.freeParameters).toPrecision(2)))} rows for each` : undefined],
    ['Likelihood ratio G²', fit?.gSquared, number, fit ? `${number(fit.residualDegreesOfFreedom)} degrees of freedom` : undefined],
    ['Pearson’s χ²', fit?.chiSquared, number],
    ['Entropy R²', fit?.entropyRSquared, number, '1: no doubt about classes'],
  ];
  return all.flatMap(([name, value, format = number, hint]) => (value == null ? [] : /** @type {[string, string, string?][]} */ ([[name, format(value), hint]])));
}
