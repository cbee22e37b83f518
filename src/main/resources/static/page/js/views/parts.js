/** Pieces that several views are made of. */

import { Refused } from '../api.js';
import { h, s } from '../dom.js';
import { color, css, NOISE } from '../palette.js';
import { shapePath } from '../plots/raster.js';

/**
 * @import {Child} from '../dom.js'
 * @import {State} from '../types.js'
 */

/**
 * What went wrong, in the service's words; faults of the page are not hidden.
 *
 * @param {unknown} error
 * @returns {HTMLElement}
 */
export function problem(error) {
  if (!(error instanceof Refused)) {
    throw error;
  }
  /** @type {{detail: string}[]} */
  const errors = error.problem.errors ?? [];
  const causes = errors.filter(({ detail }) => detail !== error.message);
  return h(
    'div',
    { class: 'problem', role: 'alert' },
    error.message,
    causes.length > 0 && h('ul', {}, causes.map(({ detail }) => h('li', {}, detail))),
  );
}

/**
 * @param {string[] | null | undefined} warnings
 * @returns {HTMLElement | false}
 */
export function warnings(warnings) {
  if (!warnings?.length) {
    return false;
  }
  return h(
    'div',
    { class: 'warning' },
    warnings.length === 1 ? warnings[0] : h('ul', {}, warnings.map((text) => h('li', {}, text))),
  );
}

/** @type {Record<State, string>} */
const STATES = {
  QUEUED: 'waiting',
  RUNNING: 'running',
  CANCELLING: 'being cancelled',
  SUCCEEDED: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

/** @param {State} state */
export function badge(state) {
  return h('span', { class: `state ${state}` }, STATES[state]);
}

/**
 * @param {[string, Child | Child[]][]} pairs
 * @returns {HTMLElement}
 */
export function facts(pairs) {
  return h('dl', { class: 'facts' }, pairs.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/**
 * The sign of a component: its shape in its colour.
 *
 * @param {number} component −1 is noise
 */
export function sign(component) {
  return s(
    'svg',
    { class: 'shape', viewBox: '-9 -9 18 18', 'aria-hidden': 'true' },
    s('path', { d: shapePath(component, 7), fill: css(component < 0 ? NOISE : color(component)), 'fill-rule': 'evenodd' }),
  );
}

/**
 * What a component is called, or else its number.
 *
 * @param {number} component −1 is noise
 * @param {{componentNames?: string[] | null}} model
 */
export function nameOf(component, model) {
  return component < 0 ? 'noise' : (model.componentNames?.[component] ?? `component ${component}`);
}

/**
 * What colours and shapes stand for.
 *
 * @param {{component: number, text: string}[]} entries
 */
export function legend(entries) {
  return h('ul', { class: 'legend' }, entries.map(({ component, text }) => h('li', {}, sign(component), text)));
}

/**
 * A button that is off while what it does is under way, with a place for what went wrong.
 *
 * @param {string} text
 * @param {() => Promise<void> | void} act
 * @param {{kind?: string, label?: string}} [options]
 * @returns {HTMLButtonElement}
 */
export function action(text, act, { kind, label } = {}) {
  const button = h('button', { type: 'button', class: kind, 'aria-label': label, title: label }, text);
  button.addEventListener('click', async () => {
    const held = document.activeElement === button;
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      const told = problem(error);
      button.closest('.head, .row, .buttons, .card, td, section')?.after(told);
      setTimeout(() => told.remove(), 15000);
    } finally {
      button.disabled = false;
      // What is disabled lets go of the keyboard, which would begin at the top again.
      if (held && document.activeElement === document.body) {
        button.focus();
      }
    }
  });
  return button;
}

/**
 * How values of a column are distributed, as small as a word.
 *
 * @param {{edges: number[], counts: number[]}} histogram
 * @param {string} label
 */
export function histogram({ edges, counts }, label) {
  const width = 120;
  const height = 32;
  const most = Math.max(...counts, 1);
  const from = edges[0];
  const scale = width / (edges[edges.length - 1] - from || 1);
  return s(
    'svg',
    { class: 'histogram', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
    counts.map((count, bin) => {
      const x = (edges[bin] - from) * scale;
      const tall = (count / most) * height;
      return s('rect', {
        x: x.toFixed(2),
        y: (height - tall).toFixed(2),
        width: Math.max(0.5, (edges[bin + 1] - edges[bin]) * scale - 0.5).toFixed(2),
        height: tall.toFixed(2),
      });
    }),
  );
}

/**
 * All pages of a list, up to a bound.
 *
 * @template T
 * @param {(query: Record<string, any>) => Promise<import('../types.js').Page<T>>} list
 * @param {Record<string, any>} [query]
 * @param {number} [most]
 * @returns {Promise<{items: T[], more: boolean}>}
 */
export async function all(list, query = {}, most = 1000) {
  /** @type {T[]} */
  const items = [];
  /** @type {string | null} */
  let pageToken = null;
  do {
    const page = await list({ pageSize: 200, ...query, pageToken });
    items.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken && items.length < most);
  return { items, more: pageToken != null };
}
