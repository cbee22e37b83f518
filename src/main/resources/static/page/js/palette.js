/**
 * Colours and shapes of components. The colours are about those of Okabe and Ito, which people see apart whatever their
 * eyes; the shapes are the second cue. Probabilities mix colours as light mixes.
 */

/** @typedef {[number, number, number]} Rgb from 0 to 255 */

/** @type {Rgb[]} */
const OKABE_ITO = [
  [16, 124, 194],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [86, 180, 233],
  [213, 94, 0],
  [153, 133, 20],
  [120, 94, 200],
];

/** @type {Rgb} */
export const NOISE = [128, 128, 128];

export const SHAPES = /** @type {const} */ (['circle', 'square', 'triangle', 'diamond', 'cross', 'down', 'plus', 'ring']);

/**
 * The colour of a component; from the ninth on hues that lie apart by the golden angle.
 *
 * @param {number} component
 * @returns {Rgb}
 */
export function color(component) {
  return OKABE_ITO[component] ?? hue((component * 137.508) % 360, component % 2 ? 0.42 : 0.55);
}

/**
 * @param {Rgb} rgb
 * @param {number} [alpha]
 * @returns {string}
 */
export function css([r, g, b], alpha = 1) {
  return alpha === 1 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${alpha})`;
}

/** @param {number} component */
export function shape(component) {
  return component < 0 ? 'dot' : SHAPES[component % SHAPES.length];
}

/**
 * @param {number} degrees
 * @param {number} lightness
 * @returns {Rgb}
 */
function hue(degrees, lightness) {
  const at = (/** @type {number} */ n) => {
    const k = (n + degrees / 30) % 12;
    return Math.round(255 * (lightness - 0.6 * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [at(0), at(8), at(4)];
}

/** Intensities of light by code value of sRGB, and back in steps of 1/4095. */
const LIGHT = Float64Array.from({ length: 256 }, (_, code) => {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

const CODE = Uint8Array.from({ length: 4096 }, (_, step) => {
  const light = step / 4095;
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
});

/**
 * The mixture of colours that probabilities make, as red, green and blue of one number (0xRRGGBB).
 *
 * @param {ArrayLike<number>} probabilities of all points, those of one point side by side
 * @param {number} from where those of the point begin
 * @param {Rgb[]} colors one per component
 * @returns {number}
 */
export function mixed(probabilities, from, colors) {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let k = 0; k < colors.length; k++) {
    const share = probabilities[from + k];
    red += share * LIGHT[colors[k][0]];
    green += share * LIGHT[colors[k][1]];
    blue += share * LIGHT[colors[k][2]];
  }
  return (code(red) << 16) | (code(green) << 8) | code(blue);
}

/** @param {number} light */
function code(light) {
  return CODE[Math.max(0, Math.min(4095, Math.round(light * 4095)))];
}

/** @param {Rgb} rgb */
export function packed([r, g, b]) {
  return (r << 16) | (g << 8) | b;
}

/**
 * The colours of k components, and grey for noise if there is any.
 *
 * @param {number} k
 * @param {boolean} noise
 * @returns {Rgb[]}
 */
export function colors(k, noise) {
  const all = Array.from({ length: k }, (_, component) => color(component));
  return noise ? [...all, NOISE] : all;
}
