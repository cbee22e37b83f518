/**
 * Elements of the page. Whatever is put into one is text: there is no way from a string to markup.
 */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @typedef {Record<string, any>} Props attributes by name; `on…` are listeners, `class` and
 *     `dataset` what they are called, `style` properties by name, and true, false or null switch an attribute
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An HTML element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/**
 * An SVG element.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/**
 * Puts children in the place of those that an element has.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function put(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Props | undefined} props
 * @param {(Child | Child[])[]} children
 * @returns {E}
 */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    set(element, name, value);
  }
  element.append(...nodes(children));
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 */
function set(element, name, value) {
  if (name.startsWith('on') && typeof value === 'function') {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'style') {
    // By name, as the policy forbids styles that stand in attributes.
    for (const [property, text] of Object.entries(value)) {
      /** @type {HTMLElement} */ (element).style.setProperty(property, String(text));
    }
  } else if (name === 'dataset') {
    Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
  } else if (name === 'value' || name === 'checked' || name === 'selected') {
    /** @type {any} */ (element)[name] = value;
  } else if (value === true) {
    element.setAttribute(name, '');
  } else if (value !== false && value != null) {
    element.setAttribute(name, String(value));
  }
}

/**
 * @param {(Child | Child[])[]} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  return children
    .flat()
    .filter((child) => child != null && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * A table with a caption for those who do not see it.
 *
 * @param {string} caption
 * @param {Child[]} heads
 * @param {(Child | Child[])[][]} rows
 * @param {{numeric?: number[]}} [options] which columns hold numbers
 * @returns {HTMLElement}
 */
export function table(caption, heads, rows, { numeric = [] } = {}) {
  const kind = (/** @type {number} */ at) => (numeric.includes(at) ? 'number' : null);
  return h(
    'div',
    { class: 'scrolling', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'unseen' }, caption),
      h('thead', {}, h('tr', {}, heads.map((head, at) => (head === '' ? h('td') : h('th', { scope: 'col', class: kind(at) }, head))))),
      h(
        'tbody',
        {},
        rows.map((cells) => h('tr', {}, cells.map((cell, at) => h('td', { class: kind(at) }, cell)))),
      ),
    ),
  );
}

/**
 * A labelled choice of one of several values.
 *
 * @param {string} label
 * @param {{value: string, text: string}[]} choices
 * @param {string} chosen
 * @param {(value: string) => void} onChange
 * @param {{hint?: string}} [options]
 * @returns {HTMLElement}
 */
export function choice(label, choices, chosen, onChange, { hint } = {}) {
  const select = h(
    'select',
    { onchange: (/** @type {Event} */ event) => onChange(/** @type {HTMLSelectElement} */ (event.target).value) },
    choices.map(({ value, text }) => h('option', { value, selected: value === chosen }, text)),
  );
  return h('label', { class: 'field' }, h('span', {}, label), select, hint && h('small', {}, hint));
}

/**
 * Whether somebody really wants what cannot be undone; the question is a dialog of the page's own.
 *
 * @param {string} question
 * @param {string} act what the button says that does it
 * @returns {Promise<boolean>}
 */
export function ask(question, act) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-label': question, onclose: () => (dialog.remove(), resolve(dialog.returnValue === 'yes')) },
      h('p', {}, question),
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', class: 'danger', onclick: () => dialog.close('yes') }, act),
        h('button', { type: 'button', onclick: () => dialog.close('no') }, 'Keep it'),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @type {HTMLElement | null} */
let announcer = null;

/**
 * Tells something to those who listen to the page.
 *
 * @param {string} text
 */
export function announce(text) {
  announcer ??= document.getElementById('announcer');
  if (announcer) {
    announcer.textContent = text;
  }
}
