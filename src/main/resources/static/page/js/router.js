/** Which view is shown. All of its state stands in the address, behind the #, so that every view can be linked to. */

/**
 * @typedef {object} Route
 * @property {string[]} path
 * @property {URLSearchParams} query
 */

/** @returns {Route} */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The address of a view.
 *
 * @param {(string | number)[]} path
 * @param {Record<string, string | number | null | undefined>} [query]
 * @returns {string}
 */
export function link(path, query = {}) {
  const known = Object.entries(query).flatMap(([name, value]) =>
    value == null || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(known).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? '?' + text : ''}`;
}

/**
 * Goes to another view.
 *
 * @param {string} to
 */
export function go(to) {
  location.hash = to;
}

/**
 * Writes down what was chosen in a view, without leaving it.
 *
 * @param {Record<string, string | number | null | undefined>} query what is null is left out
 */
export function remember(query) {
  const { path, query: before } = route();
  const to = link(path, { ...Object.fromEntries(before), ...query });
  if (to !== location.hash) {
    history.replaceState(null, '', to);
  }
}
