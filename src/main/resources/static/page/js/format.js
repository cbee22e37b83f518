/** Numbers, sizes and times as people read them. */

const PLAIN = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });
const EXACT = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const TICK = new Intl.NumberFormat('en', { maximumSignificantDigits: 9 });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/**
 * A number with five significant digits.
 *
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function number(value) {
  if (value == null || Number.isNaN(value)) {
    return '–';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) {
    return value.toExponential(3).replace('e+', 'e').replace('-', '−');
  }
  return PLAIN.format(value).replace('-', '−');
}

/**
 * A log-likelihood or a criterion, of which differences matter: with two decimals.
 *
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function exact(value) {
  return value == null ? '–' : Math.abs(value) >= 1e9 ? number(value) : EXACT.format(value).replace('-', '−');
}

/**
 * A number beside an axis, with as many digits as tell it from the next.
 *
 * @param {number} value
 * @returns {string}
 */
export function tick(value) {
  return Math.abs(value) >= 1e9 ? number(value) : TICK.format(value).replace('-', '−');
}

/**
 * @param {number} count
 * @returns {string}
 */
export function whole(count) {
  return WHOLE.format(count);
}

/**
 * A count with its noun.
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string}
 */
export function counted(count, one, many = one + 's') {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

/**
 * @param {number} share from 0 to 1
 * @returns {string}
 */
export function percent(share) {
  const percentage = 100 * share;
  if (percentage > 0 && percentage < 0.01) {
    return '< 0.01%';
  }
  if (percentage >= 99.5 && percentage < 100) {
    return `${(Math.floor(percentage * 100) / 100).toFixed(2)}%`;
  }
  return `${percentage < 10 && percentage !== 0 ? percentage.toPrecision(2) : percentage.toFixed(0)}%`;
}

/**
 * @param {number} bytes
 * @returns {string}
 */
export function bytes(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${bytes < 10 && unit > 0 ? bytes.toFixed(1) : Math.round(bytes)} ${units[unit]}`;
}

/**
 * @param {number} millis
 * @returns {string}
 */
export function duration(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  const minutes = seconds / 60;
  if (minutes < 60) {
    return `${Math.floor(minutes)} min ${Math.round(seconds % 60)} s`;
  }
  const hours = minutes / 60;
  return hours < 48 ? `${Math.floor(hours)} h ${Math.round(minutes % 60)} min` : `${Math.round(hours / 24)} days`;
}

/**
 * How long ago something was.
 *
 * @param {string | null | undefined} instant
 * @returns {string}
 */
export function ago(instant) {
  if (!instant) {
    return '–';
  }
  const millis = Date.now() - Date.parse(instant);
  const units = /** @type {[number, string][]} */ ([[86400000, 'day'], [3600000, 'hour'], [60000, 'minute'], [1000, 'second']]);
  const [unit, name] = units.find(([size]) => millis >= size) ?? [0, ''];
  return unit ? `${counted(Math.floor(millis / unit), name)} ago` : 'just now';
}

/**
 * How long something took, or has taken until now.
 *
 * @param {string | null} from
 * @param {string | null} to
 * @returns {string}
 */
export function between(from, to) {
  return from ? duration((to ? Date.parse(to) : Date.now()) - Date.parse(from)) : '–';
}

/**
 * A value of a row: texts as they are.
 *
 * @param {number | string | null} value
 * @returns {string}
 */
export function cell(value) {
  return typeof value === 'string' ? value : number(value);
}
