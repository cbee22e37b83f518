/**
 * Draws many points into an image, each with a colour of its own. Elements of a document, or calls of a canvas, for
 * each of 50,000 points would take longer than a frame may.
 */

import { SHAPES } from '../palette.js';

/** Whether a place is within a shape of about unit size, and how far outside it ends softly. */
/** @type {Record<string, (u: number, v: number) => boolean>} */
const WITHIN = {
  dot: (u, v) => u * u + v * v <= 0.3,
  circle: (u, v) => u * u + v * v <= 0.85,
  square: (u, v) => Math.max(Math.abs(u), Math.abs(v)) <= 0.78,
  triangle: (u, v) => v <= 0.75 && v >= 2 * Math.abs(u) - 1,
  down: (u, v) => v >= -0.75 && v <= 1 - 2 * Math.abs(u),
  diamond: (u, v) => Math.abs(u) + Math.abs(v) <= 1,
  cross: (u, v) => Math.abs(Math.abs(u) - Math.abs(v)) <= 0.36 && Math.max(Math.abs(u), Math.abs(v)) <= 0.85,
  plus: (u, v) => Math.min(Math.abs(u), Math.abs(v)) <= 0.28 && Math.max(Math.abs(u), Math.abs(v)) <= 1,
  ring: (u, v) => u * u + v * v <= 1 && u * u + v * v >= 0.4,
};

/** Of shape −1, noise, and of the others in their order. */
const NAMES = ['dot', ...SHAPES];

const FINE = 4;

/**
 * How much of each pixel of a square a shape covers.
 *
 * @param {string} name
 * @param {number} radius in pixels
 * @returns {{size: number, cover: Float32Array}}
 */
function sprite(name, radius) {
  const half = Math.ceil(radius);
  const size = 2 * half + 1;
  const cover = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let inside = 0;
      for (let fine = 0; fine < FINE * FINE; fine++) {
        const u = (column - half + ((fine % FINE) + 0.5) / FINE - 0.5) / radius;
        const v = (row - half + (Math.floor(fine / FINE) + 0.5) / FINE - 0.5) / radius;
        inside += WITHIN[name](u, v) ? 1 : 0;
      }
      cover[row * size + column] = inside / (FINE * FINE);
    }
  }
  return { size, cover };
}

/**
 * @typedef {object} Points
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Uint32Array} colors as 0xRRGGBB
 * @property {Int16Array} shapes by component; −1 is noise
 */

/**
 * @param {ImageData} image
 * @param {Points} points
 * @param {{x: (value: number) => number, y: (value: number) => number}} to pixels of the image
 * @param {{radius: number, opacity: number, background: number}} style
 */
export function drawPoints(image, points, to, { radius, opacity, background }) {
  const pixels = new Uint32Array(image.data.buffer);
  // Bytes of a pixel are red, green, blue and alpha, so as a number alpha comes first.
  pixels.fill((0xff000000 | reversed(background)) >>> 0);
  const sprites = NAMES.map((name) => sprite(name, radius));
  const { width, height } = image;
  for (let n = 0; n < points.x.length; n++) {
    const x = Math.round(to.x(points.x[n]));
    const y = Math.round(to.y(points.y[n]));
    if (x >= -radius && y >= -radius && x < width + radius && y < height + radius) {
      const shape = points.shapes[n];
      stamp(pixels, width, height, x, y, sprites[shape < 0 ? 0 : 1 + (shape % SHAPES.length)], points.colors[n], opacity);
    }
  }
}

/**
 * @param {Uint32Array} pixels
 * @param {number} width
 * @param {number} height
 * @param {number} x
 * @param {number} y
 * @param {{size: number, cover: Float32Array}} sprite
 * @param {number} color
 * @param {number} opacity
 */
function stamp(pixels, width, height, x, y, { size, cover }, color, opacity) {
  const half = size >> 1;
  const red = (color >> 16) & 255;
  const green = (color >> 8) & 255;
  const blue = color & 255;
  const left = Math.max(0, half - x);
  const right = Math.min(size, width - x + half);
  const bottom = Math.min(size, height - y + half);
  for (let row = Math.max(0, half - y); row < bottom; row++) {
    let at = (y + row - half) * width + x + left - half;
    for (let column = left; column < right; column++, at++) {
      const share = cover[row * size + column] * opacity;
      if (share > 0) {
        const below = pixels[at];
        const rest = 1 - share;
        const r = red * share + (below & 255) * rest;
        const g = green * share + ((below >> 8) & 255) * rest;
        const b = blue * share + ((below >> 16) & 255) * rest;
        pixels[at] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
      }
    }
  }
}

/** @param {number} rgb */
function reversed(rgb) {
  return ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
}

/**
 * A shape as a path around the origin, for legends and for drawings that are taken away.
 *
 * @param {number} component
 * @param {number} r
 * @returns {string}
 */
export function shapePath(component, r) {
  const name = component < 0 ? 'dot' : SHAPES[component % SHAPES.length];
  const circle = (/** @type {number} */ q) => `M${q} 0A${q} ${q} 0 1 1 ${-q} 0A${q} ${q} 0 1 1 ${q} 0Z`;
  const a = 0.78 * r;
  const t = 0.28 * r;
  const plus = `M${-t} ${-r}H${t}V${-t}H${r}V${t}H${t}V${r}H${-t}V${t}H${-r}V${-t}H${-t}Z`;
  const c = 0.25 * r;
  const e = 0.85 * r;
  const cross = `M0 ${-2 * c}L${e - c} ${-e - c / 2}L${e + c / 2} ${-e + c}L${2 * c} 0L${e + c / 2} ${e - c}L${e - c} ${e + c / 2}L0 ${2 * c}L${-e + c} ${e + c / 2}L${-e - c / 2} ${e - c}L${-2 * c} 0L${-e - c / 2} ${-e + c}L${-e + c} ${-e - c / 2}Z`;
  /** @type {Record<string, string>} */
  const paths = {
    dot: circle(0.55 * r),
    circle: circle(0.92 * r),
    square: `M${-a} ${-a}H${a}V${a}H${-a}Z`,
    triangle: `M0 ${-r}L${0.875 * r} ${0.75 * r}H${-0.875 * r}Z`,
    down: `M0 ${r}L${0.875 * r} ${-0.75 * r}H${-0.875 * r}Z`,
    diamond: `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`,
    cross,
    plus,
    ring: `${circle(r)}${circle(0.55 * r)}`,
  };
  return paths[name];
}
