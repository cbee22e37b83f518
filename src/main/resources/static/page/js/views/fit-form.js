/** What to fit: the form, what it would cost, and the same request for curl and Python. */

import { api, Refused } from '../api.js';
import { h, put } from '../dom.js';
import { bytes, counted, duration } from '../format.js';
import { go, link, remember } from '../router.js';
import { curl, python } from '../snippets.js';
import { FIELDS } from './fit-fields.js';
import { requestOf } from './fit-request.js';
import { action, all, facts, problem, warnings } from './parts.js';

/**
 * @import {Route} from '../router.js'
 * @import {Dataset, DatasetSummary, Shown, Validation} from '../types.js'
 */

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ query }) {
  const datasetId = query.get('datasetId');
  if (!datasetId) {
    return chooseDataset();
  }
  const [dataset, summary] = await Promise.all([api.dataset(datasetId), api.summary(datasetId)]);
  const form = new FitForm(dataset, summary, query);
  return { title: `Fit ${dataset.name}`, content: form.content, leave: () => form.leave() };
}

/** @returns {Promise<Shown>} */
async function chooseDataset() {
  const { items } = await all(api.datasets);
  return {
    title: 'Fit',
    content: [
      h('h1', {}, 'Fit a mixture to which data?'),
      h('ul', { class: 'plain card' }, items.map(({ id, name }) => h('li', {}, h('a', { href: link(['fit'], { datasetId: id }) }, name)))),
      h('p', {}, h('a', { href: link(['data']) }, 'Other data')),
    ],
  };
}

class FitForm {
  /** @param {Dataset} dataset @param {DatasetSummary} summary @param {URLSearchParams} query */
  constructor(dataset, summary, query) {
    this.dataset = dataset;
    this.summary = summary;
    /** What was chosen, by name of the field; what was not stands at its default. @type {Record<string, string>} */
    this.chosen = Object.fromEntries(query);
    this.cost = h('div', { 'aria-live': 'polite' });
    this.snippets = h('div');
    this.submit = h('button', { class: 'primary' }, 'Fit');
    this.checking = new AbortController();
    this.fields = h('div', {});
    this.content = this.build();
    this.change();
  }

  build() {
    put(this.fields, FIELDS.map((group) => this.group(group)));
    return [
      h('h1', {}, `Fit a mixture to ${this.dataset.name}`),
      h('p', { class: 'quiet' }, `${counted(this.dataset.rows, 'row')}, ${counted(this.dataset.columns.length, 'column')}: `, h('a', { href: link(['data', this.dataset.id]) }, 'look at the data')),
      h(
        'form',
        {
          class: 'columns wide-left',
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            this.start();
          },
        },
        h('div', { class: 'card' }, this.fields),
        h(
          'div',
          {},
          h('section', { class: 'card' }, h('h2', {}, 'What it costs'), this.cost, h('div', { class: 'buttons' }, this.submit)),
          h('section', { class: 'card' }, h('h2', {}, 'The same request elsewhere'), this.snippets),
        ),
      ),
    ];
  }

  /** @param {(typeof FIELDS)[number]} group */
  group({ title, fields, folded }) {
    const inputs = h(
      'div',
      { class: 'fields' },
      fields.map((field) => field.element(this.chosen, this.summary, (name, value) => this.set(name, value))),
    );
    const open = fields.some(({ names }) => names.some((name) => this.chosen[name]));
    return folded
      ? h('details', { open }, h('summary', {}, title), h('fieldset', {}, h('legend', { class: 'unseen' }, title), inputs))
      : h('fieldset', {}, h('legend', {}, title), inputs);
  }

  /** @param {string} name @param {string | null} value */
  set(name, value) {
    if (value) {
      this.chosen[name] = value;
    } else {
      delete this.chosen[name];
    }
    remember({ [name]: value });
    this.change();
  }

  change() {
    const request = requestOf(this.chosen, this.summary);
    put(this.snippets, snippet('curl', curl(request)), snippet('Python', python(request)));
    clearTimeout(this.later);
    this.later = setTimeout(() => this.check(request), 250);
  }

  /** @param {object} request */
  async check(request) {
    this.checking.abort();
    this.checking = new AbortController();
    const { signal } = this.checking;
    try {
      const validation = await api.validate(request, signal);
      put(this.cost, estimate(validation));
      this.submit.disabled = false;
    } catch (error) {
      if (!signal.aborted) {
        put(this.cost, problem(error));
        this.submit.disabled = error instanceof Refused && error.status !== 503;
      }
    }
  }

  async start() {
    this.submit.disabled = true;
    try {
      const fit = await api.submit(requestOf(this.chosen, this.summary));
      go(link(['fits', fit.id]));
    } catch (error) {
      put(this.cost, problem(error));
      this.submit.disabled = false;
    }
  }

  leave() {
    clearTimeout(this.later);
    this.checking.abort();
  }
}

/** @param {Validation} validation */
function estimate({ estimate: { dataBytes, heapBytes, iterationMillis, atMostMillis }, warnings: warned }) {
  return h(
    'div',
    {},
    facts([
      ['Time', atMostMillis == null ? 'cannot be told' : `${duration(atMostMillis)} at most, mostly much less`],
      ['An iteration', iterationMillis ? `about ${duration(iterationMillis)}` : 'less than 1 ms'],
      ['Memory', `${bytes(heapBytes)}, and ${bytes(dataBytes)} of data`],
    ]),
    warnings(warned),
  );
}

/** @param {string} title @param {string} text */
function snippet(title, text) {
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'head' },
      h('h3', {}, title),
      action('Copy', () => navigator.clipboard.writeText(text), { label: `Copy the request for ${title}` }),
    ),
    h('pre', { tabindex: 0, role: 'region', 'aria-label': `The request for ${title}` }, h('code', {}, text)),
  );
}
