/** Scales of plots, and where their ticks stand. */

/**
 * @typedef {object} Scale
 * @property {number} from in the data's units
 * @property {number} to
 */

/**
 * Round numbers between two bounds.
 *
 * @param {Scale} scale
 * @param {number} about how many
 * @returns {{value: number, text: string}[]}
 */
export function ticks({ from, to }, about) {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) {
    return [];
  }
  const rough = span / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  const decimals = Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: text(value, decimals) };
  });
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function text(value, decimals) {
  const size = Math.abs(value);
  const plain = size >= 1e6 || (size > 0 && size < 1e-4) ? value.toExponential(1) : value.toFixed(decimals);
  return plain.replace('-', '−');
}

/**
 * The bounds of values with a margin around; of one value alone bounds that have it in their middle.
 *
 * @param {Iterable<number>} values those that are no numbers are left out
 * @param {number} [margin] as a share of the range
 * @returns {Scale}
 */
export function bounds(values, margin = 0.05) {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    if (value < from) {
      from = value;
    }
    if (value > to) {
      to = value;
    }
  }
  if (from > to) {
    return { from: 0, to: 1 };
  }
  const more = margin * (to - from) || Math.abs(from) * 0.1 || 1;
  return { from: from - more, to: to + more };
}
