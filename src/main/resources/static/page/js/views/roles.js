/** What each column of a dataset is for. */

import { remember } from '../router.js';

/**
 * @import {DatasetSummary} from '../types.js'
 *
 * @typedef {'use' | 'weight' | 'label' | 'leave'} Role
 */

/** Which column is for what; it stands in the address. */
export class Roles {
  /** @param {DatasetSummary} summary @param {URLSearchParams} query */
  constructor(summary, query) {
    this.names = summary.columns.map(({ name }) => name);
    this.weight = query.get('weight');
    this.label = query.get('label');
    this.left = new Set(query.getAll('leave').flatMap((text) => /** @type {string[]} */ (parsed(text))));
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** @param {string} name @returns {Role} */
  of(name) {
    return name === this.weight ? 'weight' : name === this.label ? 'label' : this.left.has(name) ? 'leave' : 'use';
  }

  /** @param {string} name @param {Role} role */
  set(name, role) {
    this.weight = role === 'weight' ? name : this.weight === name ? null : this.weight;
    this.label = role === 'label' ? name : this.label === name ? null : this.label;
    role === 'leave' ? this.left.add(name) : this.left.delete(name);
    remember({ weight: this.weight, label: this.label, leave: this.left.size ? JSON.stringify([...this.left]) : null });
    this.listeners.forEach((listener) => listener());
  }

  get used() {
    return this.names.filter((name) => this.of(name) === 'use');
  }

  /** What the form of a fit is to begin with. */
  get query() {
    return {
      columns: this.left.size ? JSON.stringify(this.used) : null,
      weightColumn: this.weight,
      labelColumn: this.label,
    };
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
