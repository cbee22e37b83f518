/** The sections of a view as links; the one that was gone to stands in the address, as all of the view's state. */

import { h } from '../../dom.js';
import { link, remember, route } from '../../router.js';

/**
 * @param {HTMLElement[]} sections whose first child is their heading
 * @param {Promise<unknown>} filled what they are filled with has come, and nothing will move any more
 */
export function contents(sections, filled) {
  const { path, query } = route();
  const state = Object.fromEntries(query);
  const asked = sections.find(({ id }) => id === query.get('at'));
  if (asked) {
    // When the view stands; and again when what is above it is filled, unless somebody has gone elsewhere by then.
    setTimeout(() => goTo(asked), 60);
    filled.then(() => setTimeout(() => document.activeElement === asked.firstElementChild && goTo(asked), 120));
  }
  return h(
    'nav',
    { class: 'contents', 'aria-label': 'Sections' },
    sections.map((section) =>
      h(
        'a',
        {
          href: link(path, { ...state, at: section.id }),
          onclick: (/** @type {MouseEvent} */ event) => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
              event.preventDefault();
              remember({ at: section.id });
              goTo(section);
            }
          },
        },
        section.firstElementChild?.textContent,
      ),
    ),
  );
}

/** @param {HTMLElement} section */
function goTo(section) {
  section.scrollIntoView({ block: 'start' });
  /** @type {HTMLElement | null} */ (section.firstElementChild)?.focus({ preventScroll: true });
}
