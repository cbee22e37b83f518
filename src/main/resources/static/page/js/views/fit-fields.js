/** The fields of the form of a fit. */

import { choice, h } from '../dom.js';
import { columnsOf, listed, object, range, STRUCTURES } from './fit-request.js';

/**
 * @import {DatasetSummary} from '../types.js'
 * @import {Chosen} from './fit-request.js'
 *
 * @typedef {(name: string, value: string | null) => void} Set
 *
 * @typedef {object} Field
 * @property {string[]} names in the address
 * @property {(chosen: Chosen, summary: DatasetSummary, set: Set) => HTMLElement} element
 *
 * @typedef {{title: string, fields: Field[], folded?: boolean}} Group
 */

const FAMILIES = [
  ['gaussian', 'Gaussian'],
  ['student', 't, with heavy tails'],
  ['poisson', 'Poisson: counts'],
  ['bernoulli', 'Bernoulli: 0 or 1'],
  ['categorical', 'categorical: levels'],
];

/**
 * @param {string} name
 * @param {string} label
 * @param {string[][]} choices the first is the default
 * @param {string} [hint]
 * @returns {Field}
 */
function select(name, label, choices, hint) {
  return {
    names: [name],
    element: (chosen, _, set) =>
      choice(
        label,
        choices.map(([value, text]) => ({ value, text })),
        chosen[name] ?? choices[0][0],
        (value) => set(name, value === choices[0][0] ? null : value),
        { hint },
      ),
  };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {{placeholder?: string, hint?: string, type?: string, min?: number, step?: string}} [options]
 * @returns {Field}
 */
function input(name, label, { placeholder, hint, type = 'number', min, step } = {}) {
  return {
    names: [name],
    element: (chosen, _, set) =>
      h(
        'label',
        { class: 'field' },
        h('span', {}, label),
        h('input', {
          type,
          min,
          step,
          placeholder,
          value: chosen[name] ?? '',
          oninput: (/** @type {Event} */ event) => set(name, /** @type {HTMLInputElement} */ (event.target).value.trim() || null),
        }),
        hint && h('small', {}, hint),
      ),
  };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} [hint]
 * @returns {Field}
 */
function check(name, label, hint) {
  return {
    names: [name],
    element: (chosen, _, set) =>
      h(
        'div',
        { class: 'field' },
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            checked: chosen[name] === 'true',
            onchange: (/** @type {Event} */ event) => set(name, /** @type {HTMLInputElement} */ (event.target).checked ? 'true' : null),
          }),
          label,
        ),
        hint && h('small', {}, hint),
      ),
  };
}

/**
 * Some of several, as a list in the address.
 *
 * @param {string} name
 * @param {string} label
 * @param {(summary: DatasetSummary, chosen: Chosen) => {all: string[][], start: string[]}} choices
 * @param {string} [hint]
 * @returns {Field}
 */
function several(name, label, choices, hint) {
  return {
    names: [name],
    element: (chosen, summary, set) => {
      const { all, start } = choices(summary, chosen);
      const held = new Set(listed(chosen[name]) ?? start);
      const boxes = all.map(([value, text]) =>
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            value,
            checked: held.has(value),
            onchange: (/** @type {Event} */ event) => {
              /** @type {HTMLInputElement} */ (event.target).checked ? held.add(value) : held.delete(value);
              tell();
            },
          }),
          text,
        ),
      );
      const tell = () => set(name, JSON.stringify(all.map(([value]) => value).filter((value) => held.has(value))));
      const pick = (/** @type {string[]} */ values) => {
        held.clear();
        values.forEach((value) => held.add(value));
        boxes.forEach((box) => {
          const field = /** @type {HTMLInputElement} */ (box.firstChild);
          field.checked = held.has(field.value);
        });
        tell();
      };
      return h(
        'fieldset',
        { class: 'several' },
        h('legend', {}, label),
        h('div', { class: 'checks' }, boxes),
        hint && h('small', {}, hint),
        h(
          'span',
          { class: 'joined' },
          h('button', { type: 'button', onclick: () => pick(all.map(([value]) => value)) }, 'All'),
          h('button', { type: 'button', onclick: () => pick(start) }, 'As at first'),
        ),
      );
    },
  };
}

/** @type {Field} */
const COMPONENTS = {
  names: ['min', 'max'],
  element: (chosen, summary, set) => {
    const { min, max } = range(chosen, summary);
    const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {number} */ value) =>
      h(
        'label',
        { class: 'field' },
        h('span', {}, label),
        h('input', {
          type: 'number',
          min: 1,
          max: 512,
          value,
          oninput: (/** @type {Event} */ event) => set(name, /** @type {HTMLInputElement} */ (event.target).value || null),
        }),
      );
    return h(
      'div',
      { class: 'field', role: 'group', 'aria-label': 'Components' },
      h('div', { class: 'pair' }, number('min', 'Components', min), number('max', 'up to', max)),
      h('small', {}, 'Each number is fitted, and the best chosen.'),
    );
  },
};

/** @type {Field} */
const COLUMN_FAMILIES = {
  names: ['families'],
  element: (chosen, summary, set) => {
    /** @type {Map<string, string>} */
    const families = new Map(Object.entries(object(chosen.families)));
    return h(
      'fieldset',
      { class: 'several' },
      h('legend', {}, 'Family of single columns'),
      h(
        'div',
        { class: 'fields' },
        columnsOf(chosen, summary).map((name) =>
          choice(
            name,
            [['', 'as above'], ...FAMILIES.filter(([value]) => value !== 'student')].map(([value, text]) => ({ value, text })),
            families.get(name) ?? '',
            (value) => {
              value ? families.set(name, value) : families.delete(name);
              set('families', families.size ? JSON.stringify(Object.fromEntries(families)) : null);
            },
          ),
        ),
      ),
    );
  },
};

/**
 * @param {string} name
 * @param {string} label
 * @param {string} hint
 * @returns {Field}
 */
function column(name, label, hint) {
  return {
    names: [name],
    element: (chosen, summary, set) =>
      choice(
        label,
        [{ value: '', text: 'none' }, ...summary.columns.map((each) => ({ value: each.name, text: each.name }))],
        chosen[name] ?? '',
        (value) => set(name, value || null),
        { hint },
      ),
  };
}

/** @type {Group[]} */
export const FIELDS = [
  {
    title: 'What to look for',
    fields: [
      COMPONENTS,
      select('family', 'Distribution of the columns', FAMILIES),
      check('noise', 'Noise', 'one more component, for points that belong to none'),
      several('covariance', 'Covariance structures', () => ({ all: STRUCTURES, start: ['full'] }), 'Of several each is fitted, and the best chosen.'),
    ],
  },
  {
    title: 'Of which data',
    fields: [
      several('columns', 'Columns', (summary, chosen) => ({
        all: summary.columns.map(({ name }) => [name, name]),
        start: columnsOf({ ...chosen, columns: '' }, summary),
      })),
      column('weightColumn', 'Weights', 'for how many rows a row counts'),
      column('labelColumn', 'Labels', 'components that are known of some rows; −1 where not'),
    ],
  },
  {
    title: 'How',
    fields: [
      input('model', 'Name of the model', { type: 'text', placeholder: 'as the dataset' }),
      select('selection', 'Choose by', [
        ['bic', 'BIC'],
        ['aic', 'AIC'],
        ['icl', 'ICL'],
        ['heldOut', 'held-out likelihood'],
      ]),
      check('standardize', 'Standardize the columns'),
      check('bootstrap', 'Standard errors', 'by 200 bootstrap replicates'),
      input('seed', 'Seed', { placeholder: '42', step: '1' }),
      select('algorithm', 'Algorithm', [
        ['em', 'EM (soft)'],
        ['kmeans', 'k-means (hard), to compare'],
      ]),
    ],
  },
  {
    title: 'Families column by column',
    folded: true,
    fields: [COLUMN_FAMILIES],
  },
  {
    title: 'Where to start and when to stop',
    folded: true,
    fields: [
      select('method', 'Starts', [
        ['portfolio', 'portfolio of several kinds'],
        ['kmeans', 'k-means'],
        ['random', 'random points'],
      ]),
      input('starts', 'Starts that are tried', { placeholder: '24 to 48', min: 1, step: '1' }),
      input('keep', 'Starts that are followed', { placeholder: '5', min: 1, step: '1' }),
      input('tolerance', 'Tolerance', { placeholder: '1e-7', min: 0, step: 'any', hint: 'what may be left to gain of log-likelihood per row' }),
      input('maxIterations', 'Iterations at most', { placeholder: '500', min: 1, step: '1' }),
      select('acceleration', 'Acceleration', [
        ['squarem', 'SQUAREM'],
        ['none', 'none: plain EM'],
      ]),
    ],
  },
  {
    title: 'What is known beforehand',
    folded: true,
    fields: [
      check('prior', 'A conjugate prior', 'the most probable parameters instead of the most likely ones, as mclust has it'),
      select('mixingWeights', 'Mixing weights', [
        ['learned', 'learned'],
        ['equal', 'equal'],
      ]),
      input('regularization', 'Regularization', { placeholder: '1e-6', min: 0, step: 'any', hint: 'given only to components that collapse' }),
    ],
  },
];
