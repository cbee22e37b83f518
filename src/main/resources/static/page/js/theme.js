/** Light, dark, or as the system is. */

const NAME = 'mixtura.theme';
const THEMES = ['auto', 'light', 'dark'];

/** @param {HTMLButtonElement} button that goes from one to the next */
export function watchTheme(button) {
  const apply = (/** @type {string} */ theme) => {
    if (theme === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    button.textContent = { auto: '◐', light: '☀', dark: '☾' }[theme] ?? '◐';
    button.setAttribute('aria-label', `Colours: ${theme}`);
    button.title = `Colours: ${theme}`;
  };
  let theme = localStorage.getItem(NAME) ?? 'auto';
  apply(theme);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    localStorage.setItem(NAME, theme);
    apply(theme);
    redrawAll();
  });
}

/**
 * Calls whenever the colours of the page have changed, as long as somebody holds the element.
 *
 * @param {Element} element
 * @param {() => void} redraw
 */
export function onTheme(element, redraw) {
  redraws.set(element, redraw);
}

/**
 * What to draw anew, of the elements that are on the page.
 *
 * @type {WeakMap<Element, () => void>}
 */
const redraws = new WeakMap();

function redrawAll() {
  for (const element of document.querySelectorAll('.scatter, .chart')) {
    redraws.get(element)?.();
  }
}
