/** The key that the service asks for, if it asks for one. It is kept as long as the tab lives, and sent nowhere else. */

import { h } from './dom.js';

const NAME = 'mixtura.key';

export const key = {
  /** @returns {string | null} */
  get: () => sessionStorage.getItem(NAME),

  /** @param {string} value */
  set: (value) => (value ? sessionStorage.setItem(NAME, value) : sessionStorage.removeItem(NAME)),
};

/**
 * Asks for a key.
 *
 * @param {string} [why]
 * @returns {Promise<boolean>} whether another one is known now
 */
export function askForKey(why) {
  return new Promise((resolve) => {
    const input = h('input', {
      type: 'password',
      name: 'key',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'mx_…',
      value: key.get() ?? '',
    });
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'key-title', onclose: () => (dialog.remove(), resolve(dialog.returnValue === 'set')) },
      h(
        'form',
        {
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            key.set(input.value.trim());
            dialog.close('set');
          },
        },
        h('h2', { id: 'key-title' }, 'Your key'),
        why && h('p', { class: 'problem' }, why),
        h('p', {}, 'A service that others can reach asks for a key. It is kept in this tab and forgotten with it.'),
        h('label', { class: 'field' }, h('span', {}, 'Key'), input),
        h(
          'div',
          { class: 'buttons' },
          h('button', { class: 'primary' }, 'Use it'),
          h('button', { type: 'button', onclick: () => ((input.value = ''), key.set(''), dialog.close('set')) }, 'Forget it'),
          h('button', { type: 'button', onclick: () => dialog.close('no') }, 'Cancel'),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
