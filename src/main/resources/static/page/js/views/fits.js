/** The list of fits: what waits, what runs, what was. */

import { api } from '../api.js';
import { ask, choice, h, put, table } from '../dom.js';
import { ago, between, duration, percent } from '../format.js';
import { link, remember } from '../router.js';
import { action, badge } from './parts.js';

/**
 * @import {Route} from '../router.js'
 * @import {Fit, Shown} from '../types.js'
 */

const STATES = ['QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'FAILED', 'CANCELLED'];

/** How often the list is read anew while something is under way. */
const EVERY = 2000;

const PAGE = 50;

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ query }) {
  const list = new FitList(query);
  await list.load();
  return {
    title: 'Fits',
    content: [h('h1', {}, 'Fits'), list.filters(), h('section', { class: 'card' }, list.element)],
    leave: () => list.leave(),
  };
}

class FitList {
  /** @param {URLSearchParams} query */
  constructor(query) {
    /** @type {Record<string, string | null>} */
    this.filter = { state: query.get('state'), model: query.get('model'), datasetId: query.get('datasetId') };
    this.element = h('div');
    /** @type {(string | null)[]} tokens of the pages up to the one that is shown */
    this.pages = [null];
  }

  filters() {
    return h(
      'div',
      { class: 'row' },
      choice('State', [{ value: '', text: 'all' }, ...STATES.map((state) => ({ value: state, text: state.toLowerCase() }))], this.filter.state ?? '', (state) =>
        this.choose('state', state),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', {}, 'Model'),
        h('input', {
          value: this.filter.model ?? '',
          onchange: (/** @type {Event} */ event) => this.choose('model', /** @type {HTMLInputElement} */ (event.target).value.trim()),
        }),
      ),
      this.filter.datasetId &&
        h('p', {}, 'Of ', h('a', { href: link(['data', this.filter.datasetId]) }, 'one dataset'), ' · ', h('a', { href: link(['fits']) }, 'of all')),
    );
  }

  /** @param {string} name @param {string} value */
  choose(name, value) {
    this.filter[name] = value || null;
    this.pages = [null];
    remember({ [name]: value });
    this.load();
  }

  async load() {
    clearTimeout(this.later);
    const page = await api.fits({ ...this.filter, pageSize: PAGE, pageToken: this.pages.at(-1) });
    put(
      this.element,
      page.items.length ? this.table(page.items) : h('p', {}, 'There are none. ', h('a', { href: '#/' }, 'Begin with data'), '.'),
      h(
        'div',
        { class: 'buttons' },
        this.pages.length > 1 && h('button', { type: 'button', onclick: () => (this.pages.pop(), this.load()) }, 'Newer'),
        page.nextPageToken && h('button', { type: 'button', onclick: () => (this.pages.push(page.nextPageToken), this.load()) }, 'Older'),
      ),
    );
    if (!this.left && page.items.some(({ state }) => ['QUEUED', 'RUNNING', 'CANCELLING'].includes(state))) {
      this.later = setTimeout(() => this.again(), EVERY);
    }
  }

  /** Not under somebody's hands: who is within the list with the keyboard would lose his place. */
  async again() {
    if (this.element.contains(document.activeElement) || document.querySelector('dialog[open]')) {
      this.later = setTimeout(() => this.again(), EVERY);
    } else {
      await this.load().catch(() => (this.later = setTimeout(() => this.again(), EVERY)));
    }
  }

  /** @param {Fit[]} fits */
  table(fits) {
    return table(
      'Fits',
      ['Model', 'State', 'Components', 'Structure', 'Begun', 'Took', ''],
      fits.map((fit) => [
        h('a', { href: link(['fits', fit.id]) }, fit.request.model),
        [badge(fit.state), ' ', h('small', {}, progress(fit))],
        components(fit.request.components),
        structure(fit.request),
        ago(fit.createdAt),
        between(fit.startedAt, fit.finishedAt),
        this.acts(fit),
      ]),
      { numeric: [5] },
    );
  }

  /** @param {Fit} fit */
  acts(fit) {
    const { result } = fit;
    const under = ['QUEUED', 'RUNNING'].includes(fit.state);
    return h(
      'span',
      { class: 'buttons' },
      result && h('a', { class: 'button', href: link(['models', result.model, 'versions', result.version]) }, 'Model'),
      under && action('Cancel', async () => void (await api.act(fit.id, 'cancel'), this.load()), { label: `Cancel the fit of ${fit.request.model}` }),
      !under &&
        fit.state !== 'CANCELLING' &&
        action('Delete', () => this.remove(fit), { kind: 'danger', label: `Delete the fit of ${fit.request.model}` }),
    );
  }

  /** @param {Fit} fit */
  async remove(fit) {
    if (await ask(`Delete this fit of ${fit.request.model}? A model that came of it stays.`, 'Delete it')) {
      await api.remove(`fits/${fit.id}`);
      await this.load();
    }
  }

  leave() {
    this.left = true;
    clearTimeout(this.later);
  }
}

/** @param {Fit} fit */
function progress({ state, queuePosition, progress: at }) {
  if (state === 'QUEUED') {
    return queuePosition ? `${queuePosition} before it` : 'next';
  }
  if (state === 'RUNNING' && at?.fraction != null) {
    return percent(at.fraction) + (at.etaMillis ? `, ${duration(at.etaMillis)} left` : '');
  }
  return '';
}

/** @param {number | {min: number, max: number}} components */
export function components(components) {
  return typeof components === 'number' ? String(components) : `${components.min} to ${components.max}`;
}

/** @param {Record<string, any>} request */
export function structure({ algorithm, covariance }) {
  if (algorithm === 'kmeans') {
    return 'k-means';
  }
  return Array.isArray(covariance) ? (covariance.length > 3 ? `${covariance.length} structures` : covariance.join(', ')) : (covariance ?? '–');
}
