/** A request of the page as programs send it. */

/**
 * @param {object} request
 * @returns {string}
 */
export function curl(request) {
  const body = JSON.stringify(request, null, 2).replaceAll("'", "'\\''");
  return [
    `curl ${location.origin}/api/v1/fits \\`,
    `    -H 'Content-Type: application/json' \\`,
    `    -d '${body.replaceAll('\n', '\n        ')}'`,
  ].join('\n');
}

/**
 * @param {object} request
 * @returns {string}
 */
export function python(request) {
  return [
    'import requests',
    '',
    `api = "${location.origin}/api/v1"`,
    `fit = requests.post(f"{api}/fits", json=${literal(request)}).json()`,
    'while fit["state"] in ("QUEUED", "RUNNING"):',
    '    fit = requests.get(f"{api}/fits/{fit[\'id\']}", headers={"Prefer": "wait=10"}).json()',
    'print(fit["state"], fit["result"])',
  ].join('\n');
}

/**
 * A value as Python writes it.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
function literal(value, indent = '') {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (Array.isArray(value)) {
    return `[${value.map((entry) => literal(entry, indent)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const inner = indent + '    ';
    const entries = Object.entries(/** @type {object} */ (value)).map(([name, entry]) => `${inner}${JSON.stringify(name)}: ${literal(entry, inner)}`);
    return `{\n${entries.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}
