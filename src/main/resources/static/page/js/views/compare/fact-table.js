/** The facts of two versions beside each other, with differences where these mean something. */

import { h, table } from '../../dom.js';
import { ago, exact, number, whole } from '../../format.js';
import { endInWords, kindOf } from '../../words.js';

/**
 * @import {Child} from '../../dom.js'
 * @import {Model} from '../../types.js'
 */

/** @param {Model} a @param {Model} b */
export function factTable(a, b) {
  const comparable = ofSameData(a, b);
  /** @type {[string, (model: Model) => Child, ((model: Model) => number | null | undefined)?, ((value: number) => string)?][]} */
  const rows = [
    ['Kind', kindOf],
    ['Components', ({ components }) => whole(components), ({ components }) => components, whole],
    ['Columns', ({ columns }) => names(columns)],
    ['Noise', ({ noise }) => (noise ? `weight ${number(noise.weight)}` : 'none')],
    ['Data', ({ provenance }) => provenance.datasetName ?? provenance.datasetId ?? '–'],
    ['Rows', ({ provenance }) => (provenance.rows == null ? '–' : whole(provenance.rows))],
    ['Log-likelihood', ({ logLikelihood }) => exact(logLikelihood), comparable ? ({ logLikelihood }) => logLikelihood : undefined, exact],
    ['BIC', ({ bic }) => exact(bic), comparable ? ({ bic }) => bic : undefined, exact],
    ['AIC', ({ aic }) => exact(aic), comparable ? ({ aic }) => aic : undefined, exact],
    ['ICL', ({ icl }) => exact(icl), comparable ? ({ icl }) => icl : undefined, exact],
    ['Sum of squared distances', ({ inertia }) => number(inertia), comparable ? ({ inertia }) => inertia : undefined, number],
    ['Free parameters', ({ freeParameters }) => number(freeParameters), ({ freeParameters }) => freeParameters, whole],
    ['How its fit ended', endInWords],
    ['Seed', ({ provenance }) => (provenance.seed == null ? '–' : String(provenance.seed))],
    ['Warnings', ({ warnings }) => (warnings.length ? warnings.join(' ') : 'none')],
    ['Stored', ({ createdAt }) => ago(createdAt)],
  ];
  return h(
    'div',
    {},
    verdict(a, b, comparable),
    table(
      'Facts of both',
      ['Fact', `${a.name} ${a.version}`, `${b.name} ${b.version}`, 'Difference'],
      rows
        .filter(([, text]) => ![text(a), text(b)].every((value) => value === '–'))
        .map(([name, text, value, format = number]) => [h('strong', {}, name), text(a), text(b), value ? difference(value(a), value(b), format) : text(a) === text(b) ? 'the same' : '']),
      { numeric: [3] },
    ),
  );
}

/** @param {Model} a @param {Model} b @param {boolean} comparable */
function verdict(a, b, comparable) {
  if (a.bic == null || b.bic == null) {
    return null;
  }
  if (!comparable) {
    return h('p', { class: 'warning' }, 'They were fitted to other rows or columns, so likelihoods and criteria say nothing of which is better.');
  }
  const [better, worse] = a.bic <= b.bic ? [a, b] : [b, a];
  const by = Math.abs(a.bic - b.bic);
  return h('p', {}, by < 1e-6 * Math.abs(a.bic) ? 'By BIC neither is better.' : `By BIC ${better.name} ${better.version} is better than ${worse.name} ${worse.version}, by ${exact(by)}${by < 2 ? ': hardly worth a mention' : by > 10 ? ': very clearly' : ''}.`);
}

/** @param {Model} a @param {Model} b */
function ofSameData(a, b) {
  return a.provenance.datasetId != null && a.provenance.datasetId === b.provenance.datasetId && [...a.columns].sort().join('\n') === [...b.columns].sort().join('\n') && a.provenance.weightColumn === b.provenance.weightColumn;
}

/** @param {number | null | undefined} a @param {number | null | undefined} b @param {(value: number) => string} format */
function difference(a, b, format) {
  if (a == null || b == null) {
    return '';
  }
  return a === b ? 'the same' : `${b > a ? '+' : ''}${format(b - a)}`.replace('-', '−');
}

/** @param {string[]} columns */
function names(columns) {
  return columns.length > 8 ? `${columns.slice(0, 8).join(', ')} and ${columns.length - 8} more` : columns.join(', ');
}
