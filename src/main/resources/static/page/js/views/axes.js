/** Which columns a plot shows; it stands in the address. */

import { choice, h, put } from '../dom.js';
import { remember, route } from '../router.js';

export class AxisChoice {
  /**
   * @param {string[]} columns
   * @param {(x: string, y: string) => void} onChange called at once, too
   * @param {string[]} [first] what is shown where nobody has chosen
   */
  constructor(columns, onChange, first = columns) {
    this.columns = columns;
    this.onChange = onChange;
    const { query } = route();
    const known = (/** @type {string} */ name, /** @type {string} */ other) =>
      columns.includes(query.get(name) ?? '') ? /** @type {string} */ (query.get(name)) : other;
    this.x = known('x', first[0]);
    this.y = known('y', first[1] ?? first[0]);
    this.element = h('div', { class: 'row' });
    const choices = columns.map((name) => ({ value: name, text: name }));
    put(
      this.element,
      choice('To the right', choices, this.x, (x) => this.choose(x, this.y)),
      choice('Upwards', choices, this.y, (y) => this.choose(this.x, y)),
    );
    onChange(this.x, this.y);
  }

  /** @param {string} x @param {string} y */
  choose(x, y) {
    this.x = x;
    this.y = y;
    remember({ x, y });
    const [across, up] = this.element.querySelectorAll('select');
    across.value = x;
    up.value = y;
    this.onChange(x, y);
  }
}
