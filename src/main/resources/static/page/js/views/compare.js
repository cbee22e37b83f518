/** Two versions of models side by side. */

import { api } from '../api.js';
import { announce, choice, h, put } from '../dom.js';
import { remember } from '../router.js';
import { comparison } from './compare/comparison.js';
import { all, problem } from './parts.js';

/**
 * @import {Route} from '../router.js'
 * @import {ModelSummary, Shown} from '../types.js'
 *
 * @typedef {{name: string, version: string}} Chosen
 */

const SIDES = /** @type {const} */ (['a', 'b']);

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ query }) {
  const { items } = await all(api.models);
  const compare = new Compare(items, query);
  await compare.change();
  return {
    title: 'Compare two models',
    content: [h('h1', {}, 'Compare two models'), items.length === 0 ? h('p', {}, 'There are none yet. ', h('a', { href: '#/' }, 'Begin with data'), '.') : null, compare.choosers, compare.element],
    leave: () => compare.dispose(),
  };
}

class Compare {
  /** @param {ModelSummary[]} models @param {URLSearchParams} query */
  constructor(models, query) {
    this.models = models;
    /** @type {Record<'a' | 'b', Chosen | null>} */
    this.chosen = { a: chosenIn(query.get('a')), b: chosenIn(query.get('b')) };
    this.choosers = h('div', { class: 'card choosers' });
    this.element = h('div', { 'aria-live': 'off' });
    /** @type {Set<{dispose(): void}>} */
    this.kept = new Set();
    this.turn = 0;
  }

  /** Shows what is chosen, and asks for what is not. */
  async change() {
    const mine = ++this.turn;
    this.dispose();
    await this.showChoosers();
    const { a, b } = this.chosen;
    if (!a || !b) {
      put(this.element, h('p', {}, this.models.length ? 'Choose two versions: of the same model, or of two.' : ''));
      return;
    }
    try {
      const [first, second] = await Promise.all([a, b].map(({ name, version }) => api.model(name, version)));
      const shown = await comparison(first, second, (drawn) => (this.kept.add(drawn), drawn));
      if (mine === this.turn) {
        put(this.element, shown);
        announce(`${first.name} ${first.version} beside ${second.name} ${second.version}`);
      }
    } catch (error) {
      put(this.element, problem(error));
    }
  }

  async showChoosers() {
    const sides = await Promise.all(SIDES.map((side) => this.chooser(side)));
    const focused = this.choosers.contains(document.activeElement) ? document.activeElement?.getAttribute('data-side') : null;
    put(this.choosers, sides);
    focused && /** @type {HTMLElement | null} */ (this.choosers.querySelector(`[data-side="${focused}"]`))?.focus();
  }

  /** @param {'a' | 'b'} side */
  async chooser(side) {
    const chosen = this.chosen[side];
    const word = side === 'a' ? 'Left' : 'Right';
    const known = chosen && this.models.some(({ name }) => name === chosen.name);
    const versions = known ? (await all((query) => api.versions(chosen.name, query))).items : [];
    const names = this.models.map(({ name }) => ({ value: name, text: name }));
    const model = choice(`${word}: model`, chosen ? names : [{ value: '', text: 'choose one' }, ...names], chosen?.name ?? '', (name) => {
      const newest = this.models.find((other) => other.name === name);
      this.choose(side, newest ? { name, version: String(newest.latestVersion) } : null);
    });
    model.querySelector('select')?.setAttribute('data-side', `${side}-model`);
    const numbers = versions.map(({ version, components }) => ({ value: String(version), text: `${version}, of ${components}` }));
    const version =
      chosen &&
      numbers.length > 0 &&
      choice(`${word}: version and components`, numbers, chosen.version === 'latest' ? numbers[0].value : chosen.version, (number) => this.choose(side, { name: chosen.name, version: number }));
    version && version.querySelector('select')?.setAttribute('data-side', `${side}-version`);
    return h('div', { class: 'row' }, model, version);
  }

  /** @param {'a' | 'b'} side @param {Chosen | null} chosen */
  choose(side, chosen) {
    this.chosen[side] = chosen;
    remember({ [side]: chosen && `${chosen.name}/${chosen.version}` });
    this.change();
  }

  dispose() {
    this.kept.forEach((drawn) => drawn.dispose());
    this.kept.clear();
  }
}

/** @param {string | null} text name/version @returns {Chosen | null} */
function chosenIn(text) {
  const [name, version = 'latest'] = (text ?? '').split('/');
  return name ? { name, version } : null;
}
