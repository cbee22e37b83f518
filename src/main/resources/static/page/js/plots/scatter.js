/** A scatter plot that can be moved: points as an image, axes and ellipses above it as SVG. */

import { h, s } from '../dom.js';
import { number } from '../format.js';
import { packed } from '../palette.js';
import { onTheme } from '../theme.js';
import { bounds } from './axis.js';
import { downloads } from './download.js';
import { listen } from './gestures.js';
import { drawnAim, drawnAxes, drawnEllipse, drawnMark } from './overlay.js';
import { drawPoints, shapePath } from './raster.js';

/**
 * @import {Scale} from './axis.js'
 * @import {DrawnEllipse, Frame, Look, Mark, Scales} from './overlay.js'
 * @import {Points} from './raster.js'
 *
 * @typedef {object} ScatterOptions
 * @property {string} label what is seen, for those who do not see it
 * @property {string} file name of a download, without its ending
 * @property {(place: {x: number, y: number, point: number | null}) => void} [onPlace] a place was clicked
 * @property {(point: number) => string} [describe] what a point under the mouse is
 * @property {(view: {x: Scale, y: Scale}) => void} [onMove] somebody has moved it
 * @property {boolean} [small] one of many: without buttons, and it stays where it is
 */

const MARGIN = { left: 58, right: 12, top: 10, bottom: 44 };
const TIGHT = { left: 6, right: 6, top: 6, bottom: 6 };

/** Points up to which a drawing that is taken away has each of them as a shape. */
const SHAPES_IN_SVG = 5000;

/** How near a click must be to a point, in pixels. */
const NEAR = 12;

/** How many plots there have been, for names that must not be the same twice. */
let plots = 0;

export class ScatterPlot {
  /** @param {ScatterOptions} options */
  constructor(options) {
    this.options = options;
    this.margin = options.small ? TIGHT : MARGIN;
    /** @type {Points} */
    this.points = { x: new Float64Array(), y: new Float64Array(), colors: new Uint32Array(), shapes: new Int16Array() };
    /** @type {DrawnEllipse[]} */
    this.ellipses = [];
    /** @type {Mark[]} */
    this.marks = [];
    this.names = { x: '', y: '' };
    /** @type {{x: Scale, y: Scale}} */
    this.home = { x: { from: 0, to: 1 }, y: { from: 0, to: 1 } };
    this.view = this.home;
    this.size = { width: 0, height: 0 };
    /** @type {ImageData | null} */
    this.kept = null;
    this.clipId = `clip-${++plots}`;
    this.asked = 0;
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.overlay = s('svg', { 'aria-hidden': 'true' });
    this.tip = h('div', { class: 'tip', hidden: true });
    this.area = h(
      'div',
      {
        class: options.small ? 'scatter small' : 'scatter',
        role: options.small ? 'img' : 'application',
        tabindex: options.small ? null : 0,
        'aria-label': options.label,
        'aria-roledescription': options.small ? null : 'scatter plot',
      },
      this.canvas,
      this.overlay,
      this.tip,
    );
    this.element = options.small
      ? this.area
      : h('figure', { class: 'plot' }, this.area, h('div', { class: 'tools' }, this.buttons(), downloads(options.file, () => this.svg())));
    if (!options.small) {
      listen(this);
    }
    new ResizeObserver(() => this.measure()).observe(this.area);
    onTheme(this.area, () => this.redraw());
  }

  /**
   * Shows other points, and all of them.
   *
   * @param {Points} points
   * @param {{x: string, y: string}} names of the axes
   */
  show(points, names) {
    this.points = points;
    this.names = names;
    this.home = { x: bounds(points.x), y: bounds(points.y) };
    this.view = this.home;
    this.redraw();
  }

  /** @param {{colors: Uint32Array, shapes: Int16Array}} look of the points that are shown */
  paint({ colors, shapes }) {
    this.points = { ...this.points, colors, shapes };
    this.redraw();
  }

  /** @param {DrawnEllipse[]} ellipses */
  surround(ellipses) {
    this.ellipses = ellipses;
    this.redraw();
  }

  /** @param {Mark[]} marks */
  mark(marks) {
    this.marks = marks;
    this.redraw();
  }

  /** Draws before the next frame, however often it is asked to until then. */
  redraw() {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  measure() {
    const { width, height } = this.area.getBoundingClientRect();
    this.size = { width, height };
    const ratio = devicePixelRatio;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    this.overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.draw();
  }

  draw() {
    if (this.size.width < 2) {
      return;
    }
    const look = this.look();
    this.drawRaster(look);
    this.overlay.replaceChildren(...this.drawn(look));
  }

  /** @param {Look} look */
  drawRaster(look) {
    const ratio = devicePixelRatio;
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    const image = this.image(this.canvas.width, this.canvas.height);
    const { x, y } = this.scales();
    drawPoints(image, this.points, { x: (value) => x(value) * ratio, y: (value) => y(value) * ratio }, {
      ...this.pointStyle(ratio),
      background: look.surface,
    });
    context.putImageData(image, 0, 0);
  }

  /**
   * The image of the last frame, where it has the size: a new one each time is work for whoever collects it.
   *
   * @param {number} width
   * @param {number} height
   */
  image(width, height) {
    if (this.kept?.width !== width || this.kept.height !== height) {
      this.kept = new ImageData(width, height);
    }
    return this.kept;
  }

  /** @param {number} ratio */
  pointStyle(ratio) {
    const many = this.points.x.length;
    const radius = this.options.small ? 1.6 : many > 20000 ? 2.2 : many > 3000 ? 3 : 4.5;
    return { radius: radius * ratio, opacity: many > 20000 ? 0.55 : many > 3000 ? 0.65 : 0.8 };
  }

  /** @returns {Scales} */
  scales() {
    const { left, right, top, bottom } = this.margin;
    const { x, y } = this.view;
    const across = (this.size.width - left - right) / (x.to - x.from);
    const up = (this.size.height - top - bottom) / (y.to - y.from);
    const floor = this.size.height - bottom;
    return { x: (value) => left + (value - x.from) * across, y: (value) => floor - (value - y.from) * up };
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {{x: number, y: number}} in the data's units
   */
  place(px, py) {
    const { left, right, top, bottom } = this.margin;
    const { x, y } = this.view;
    return {
      x: x.from + ((px - left) / (this.size.width - left - right)) * (x.to - x.from),
      y: y.from + ((this.size.height - bottom - py) / (this.size.height - top - bottom)) * (y.to - y.from),
    };
  }

  /** @returns {Look} */
  look() {
    const style = getComputedStyle(this.area);
    const of = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const surfaceText = of('--surface');
    return { ink: of('--ink'), muted: of('--muted'), line: of('--line'), surface: rgb(surfaceText), surfaceText };
  }

  /** @param {Look} look @returns {SVGElement[]} */
  drawn(look) {
    const scales = this.scales();
    const { left, right, top, bottom } = this.margin;
    const { width, height } = this.size;
    const id = this.clipId;
    const inside = s(
      'g',
      { 'clip-path': `url(#${id})` },
      this.ellipses.flatMap((ellipse) => drawnEllipse(ellipse, scales, look)),
      this.marks.flatMap((mark) => drawnMark(mark, scales, look, width - right)),
      this.isAimed() && drawnAim(this.middle(), look),
    );
    const clip = s(
      'clipPath',
      { id },
      s('rect', { x: left, y: top, width: Math.max(0, width - left - right), height: Math.max(0, height - top - bottom) }),
    );
    return [clip, ...(this.options.small ? [] : drawnAxes(this.frame(look))), inside];
  }

  /** @param {Look} look @returns {Frame} */
  frame(look) {
    const { size, margin, view, names } = this;
    return { size, margin, view, names, scales: this.scales(), look };
  }

  /** @returns {string} the drawing as it is seen, as a document of its own */
  svg() {
    const look = this.look();
    const { width, height } = this.size;
    const [clip, ...rest] = this.drawn(look);
    const clipped = { 'clip-path': `url(#${this.clipId})` };
    const points =
      this.points.x.length <= SHAPES_IN_SVG
        ? s('g', clipped, this.vectorPoints())
        : s('image', { href: this.canvas.toDataURL(), width, height });
    const root = s(
      'svg',
      { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
      s('title', {}, this.options.label),
      s('rect', { width, height, fill: look.surfaceText }),
      clip,
      points,
      rest,
    );
    return new XMLSerializer().serializeToString(root);
  }

  vectorPoints() {
    const { x, y } = this.scales();
    const { radius, opacity } = this.pointStyle(1);
    return Array.from(this.points.x, (value, n) =>
      Number.isNaN(value) || Number.isNaN(this.points.y[n])
        ? null
        : s('path', {
            d: shapePath(this.points.shapes[n], radius),
            transform: `translate(${x(value).toFixed(1)} ${y(this.points.y[n]).toFixed(1)})`,
            fill: `#${this.points.colors[n].toString(16).padStart(6, '0')}`,
            'fill-opacity': opacity,
          }),
    );
  }

  buttons() {
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) =>
      h('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, text);
    return h(
      'span',
      { class: 'joined' },
      button('+', 'Zoom in', () => this.zoom(0.7)),
      button('−', 'Zoom out', () => this.zoom(1 / 0.7)),
      button('⤢', 'Show all points', () => this.reset()),
    );
  }

  /** Whether somebody with a keyboard is about to ask what is in the middle. */
  isAimed() {
    return Boolean(this.options.onPlace) && this.area.matches(':focus-visible');
  }

  middle() {
    const { left, right, top, bottom } = this.margin;
    return { x: (left + this.size.width - right) / 2, y: (top + this.size.height - bottom) / 2 };
  }

  /** @param {number} dx @param {number} dy */
  shift(dx, dy) {
    const { x, y } = this.view;
    this.move({ x: { from: x.from + dx, to: x.to + dx }, y: { from: y.from + dy, to: y.to + dy } });
  }

  /** @param {{x: Scale, y: Scale}} view */
  move(view) {
    this.showView(view);
    this.options.onMove?.(view);
  }

  /** @param {{x: Scale, y: Scale}} view that another plot shows */
  showView(view) {
    this.view = view;
    this.redraw();
  }

  /**
   * @param {number} factor by which the range grows
   * @param {{x: number, y: number}} [about] what stays where it is, in pixels
   */
  zoom(factor, about = { x: this.size.width / 2, y: this.size.height / 2 }) {
    const { x, y } = this.place(about.x, about.y);
    const grown = (/** @type {Scale} */ scale, /** @type {number} */ fixed) => ({
      from: fixed + (scale.from - fixed) * factor,
      to: fixed + (scale.to - fixed) * factor,
    });
    const view = { x: grown(this.view.x, x), y: grown(this.view.y, y) };
    if (isReadable(view.x) && isReadable(view.y)) {
      this.move(view);
    }
  }

  reset() {
    this.move(this.home);
  }

  /** @param {{x: number, y: number}} at */
  click(at) {
    this.options.onPlace?.({ ...this.place(at.x, at.y), point: this.nearest(at) });
  }

  /** @param {{x: number, y: number}} at */
  hover(at) {
    const point = this.nearest(at);
    this.tip.hidden = point == null;
    if (point != null) {
      const { x, y } = this.points;
      this.tip.textContent =
        this.options.describe?.(point) ?? `${this.names.x} ${number(x[point])}, ${this.names.y} ${number(y[point])}`;
      const right = at.x > this.size.width / 2;
      this.tip.style.left = right ? 'auto' : `${at.x + 14}px`;
      this.tip.style.right = right ? `${this.size.width - at.x + 14}px` : 'auto';
      this.tip.style.top = `${at.y + 14}px`;
    }
  }

  /**
   * @param {{x: number, y: number}} at in pixels
   * @returns {number | null}
   */
  nearest(at) {
    const scales = this.scales();
    let best = null;
    let least = NEAR * NEAR;
    for (let n = 0; n < this.points.x.length; n++) {
      const dx = scales.x(this.points.x[n]) - at.x;
      const dy = scales.y(this.points.y[n]) - at.y;
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = n;
      }
    }
    return best;
  }
}

/** @param {Scale} scale */
function isReadable({ from, to }) {
  return to - from > 1e-9 * Math.max(Math.abs(from), Math.abs(to)) && Number.isFinite(to - from);
}

/** @param {string} text a colour as the style sheet writes it, #rrggbb */
function rgb(text) {
  return /^#[0-9a-f]{6}$/i.test(text) ? parseInt(text.slice(1), 16) : packed([255, 255, 255]);
}
