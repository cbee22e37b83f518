/** Plots and data as files that somebody takes away. */

import { h } from '../dom.js';

/**
 * Buttons that save a drawing.
 *
 * @param {string} file its name without the ending
 * @param {() => string | Promise<string>} svg
 */
export function downloads(file, svg) {
  return h(
    'span',
    { class: 'joined' },
    h('button', { type: 'button', title: 'Save the drawing as SVG', onclick: async () => save(`${file}.svg`, 'image/svg+xml', await svg()) }, 'SVG'),
    h('button', { type: 'button', title: 'Save the drawing as PNG', onclick: async () => savePng(file, await svg()) }, 'PNG'),
  );
}

/**
 * @param {string} file
 * @param {string} type
 * @param {BlobPart} content
 */
export function save(file, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * @param {string} file
 * @param {string} svg
 */
async function savePng(file, svg) {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  image.src = url;
  await image.decode();
  const canvas = h('canvas', { width: 2 * image.width, height: 2 * image.height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(url);
  canvas.toBlob((blob) => blob && save(`${file}.png`, 'image/png', blob), 'image/png');
}
