/** What lies above the points of a scatter plot: axes, ellipses and marks. */

import { s } from '../dom.js';
import { css } from '../palette.js';
import { ticks } from './axis.js';

/**
 * @import {Ellipse} from '../mixture.js'
 * @import {Rgb} from '../palette.js'
 * @import {Scale} from './axis.js'
 *
 * @typedef {Ellipse & {color: Rgb, text: string, dashed?: boolean, strength?: number}} DrawnEllipse
 *
 * @typedef {{x: number, y: number, text: string}} Mark a place in the data's units that is pointed at
 *
 * @typedef {{ink: string, muted: string, line: string, surface: number, surfaceText: string}} Look the colours of the
 *     page, which is light or dark
 *
 * @typedef {{x: (value: number) => number, y: (value: number) => number}} Scales from the data's units to pixels
 *
 * @typedef {object} Frame what a plot shows, and where
 * @property {{width: number, height: number}} size
 * @property {{left: number, right: number, top: number, bottom: number}} margin
 * @property {{x: Scale, y: Scale}} view
 * @property {{x: string, y: string}} names of the axes
 * @property {Scales} scales
 * @property {Look} look
 */

/** @param {Frame} frame @returns {SVGElement[]} */
export function drawnAxes({ size, margin, view, names, scales, look }) {
  const { left, right, top, bottom } = margin;
  const { width, height } = size;
  const floor = height - bottom;
  const text = { 'font-size': 12, fill: look.muted, 'font-family': 'system-ui, sans-serif' };
  // The margins cover what points lie outside.
  const cover = { fill: look.surfaceText };
  const alongX = ticks(view.x, width / 90).flatMap(({ value, text: label }) => [
    s('line', { x1: scales.x(value), x2: scales.x(value), y1: floor, y2: floor + 5, stroke: look.muted }),
    s('text', { ...text, x: scales.x(value), y: floor + 18, 'text-anchor': 'middle' }, label),
  ]);
  const alongY = ticks(view.y, height / 60).flatMap(({ value, text: label }) => [
    s('line', { x1: left - 5, x2: left, y1: scales.y(value), y2: scales.y(value), stroke: look.muted }),
    s('text', { ...text, x: left - 8, y: scales.y(value) + 4, 'text-anchor': 'end' }, label),
  ]);
  return [
    s('rect', { ...cover, x: 0, y: 0, width: left, height }),
    s('rect', { ...cover, x: 0, y: floor, width, height: bottom }),
    s('rect', { ...cover, x: width - right, y: 0, width: right, height }),
    s('rect', { ...cover, x: 0, y: 0, width, height: top }),
    s('path', { d: `M${left} ${top}V${floor}H${width - right}`, fill: 'none', stroke: look.muted }),
    ...alongX,
    ...alongY,
    s('text', { ...text, fill: look.ink, x: (left + width - right) / 2, y: height - 8, 'text-anchor': 'middle' }, names.x),
    s(
      'text',
      { ...text, fill: look.ink, transform: `translate(14 ${(top + floor) / 2}) rotate(-90)`, 'text-anchor': 'middle' },
      names.y,
    ),
  ];
}

/**
 * @param {DrawnEllipse} ellipse
 * @param {Scales} scales
 * @param {Look} look
 */
export function drawnEllipse(ellipse, scales, look) {
  const steps = 72;
  const cos = Math.cos(ellipse.angle);
  const sin = Math.sin(ellipse.angle);
  const path = Array.from({ length: steps }, (_, step) => {
    const at = (2 * Math.PI * step) / steps;
    const u = ellipse.major * Math.cos(at);
    const v = ellipse.minor * Math.sin(at);
    return `${scales.x(ellipse.x + u * cos - v * sin).toFixed(1)} ${scales.y(ellipse.y + u * sin + v * cos).toFixed(1)}`;
  });
  const stroke = css(ellipse.color);
  const x = scales.x(ellipse.x);
  const y = scales.y(ellipse.y);
  return [
    s('path', {
      d: `M${path.join('L')}Z`,
      fill: stroke,
      'fill-opacity': 0.06,
      stroke,
      'stroke-width': 1 + 2 * (ellipse.strength ?? 0.5),
      'stroke-dasharray': ellipse.dashed ? '5 4' : null,
    }),
    s('path', { d: `M${x - 6} ${y}H${x + 6}M${x} ${y - 6}V${y + 6}`, stroke, 'stroke-width': 2.5 }),
    s('text', { ...legible(look), x: x + 8, y: y - 8, 'font-size': 13, 'font-weight': 600 }, ellipse.text),
  ];
}

/**
 * @param {Mark} mark
 * @param {Scales} scales
 * @param {Look} look
 * @param {number} right where the plot ends
 */
export function drawnMark({ x, y, text }, scales, look, right) {
  const at = { cx: scales.x(x), cy: scales.y(y) };
  const before = at.cx > right - 12 - 8 * text.length;
  return [
    s('circle', { ...at, r: 8, fill: 'none', stroke: look.surfaceText, 'stroke-width': 4 }),
    s('circle', { ...at, r: 8, fill: 'none', stroke: look.ink, 'stroke-width': 1.5 }),
    text && s('text', { ...legible(look), x: at.cx + (before ? -11 : 11), y: at.cy + 4, 'text-anchor': before ? 'end' : 'start', 'font-size': 12 }, text),
  ];
}

/** Text that can be read above points. @param {Look} look */
function legible(look) {
  return { fill: look.ink, stroke: look.surfaceText, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke', 'font-family': 'system-ui, sans-serif' };
}

/**
 * @param {{x: number, y: number}} at in pixels
 * @param {Look} look
 */
export function drawnAim({ x, y }, look) {
  const path = `M${x - 9} ${y}H${x - 3}M${x + 3} ${y}H${x + 9}M${x} ${y - 9}V${y - 3}M${x} ${y + 3}V${y + 9}`;
  return s('path', { d: path, stroke: look.ink, 'stroke-width': 1.5 });
}
