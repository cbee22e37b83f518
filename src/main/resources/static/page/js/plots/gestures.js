/** How a scatter plot is moved: dragged, zoomed by wheel or two fingers, and by keys. */

import { announce } from '../dom.js';
import { number } from '../format.js';

/** @import {ScatterPlot} from './scatter.js' */

/** A press that moves no further, in pixels, is a click. */
const STILL = 4;

/**
 * Lets somebody move a plot with a mouse, fingers or keys.
 *
 * @param {ScatterPlot} plot
 */
export function listen(plot) {
  const { area } = plot;
  /** @type {Map<number, {x: number, y: number}>} */
  const pressed = new Map();
  let moved = 0;
  area.addEventListener('pointerdown', (event) => {
    area.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, within(plot, event));
    moved = pressed.size > 1 ? STILL : 0;
  });
  area.addEventListener('pointermove', (event) => {
    const now = within(plot, event);
    const before = pressed.get(event.pointerId);
    if (!before) {
      plot.hover(now);
      return;
    }
    pressed.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    drag(plot, before, now, [...pressed.entries()].find(([id]) => id !== event.pointerId)?.[1]);
  });
  const released = (/** @type {PointerEvent} */ event) => {
    if (pressed.delete(event.pointerId) && moved < STILL && event.type === 'pointerup') {
      plot.click(within(plot, event));
    }
  };
  area.addEventListener('pointerup', released);
  area.addEventListener('pointercancel', released);
  area.addEventListener('pointerleave', () => (plot.tip.hidden = true));
  area.addEventListener(
    'wheel',
    (event) => {
      // Whoever scrolls past the plot wants to scroll.
      if (document.activeElement === area || event.ctrlKey || event.metaKey) {
        event.preventDefault();
        plot.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 300), within(plot, event));
      }
    },
    { passive: false },
  );
  area.addEventListener('dblclick', (event) => plot.zoom(0.5, within(plot, event)));
  area.addEventListener('keydown', (event) => press(plot, event));
  area.addEventListener('focus', () => plot.redraw());
  area.addEventListener('blur', () => plot.redraw());
}

/** @param {ScatterPlot} plot @param {KeyboardEvent} event */
function press(plot, event) {
  const step = { x: (plot.view.x.to - plot.view.x.from) / 10, y: (plot.view.y.to - plot.view.y.from) / 10 };
  /** @type {Record<string, () => void>} */
  const acts = {
    ArrowLeft: () => plot.shift(-step.x, 0),
    ArrowRight: () => plot.shift(step.x, 0),
    ArrowUp: () => plot.shift(0, step.y),
    ArrowDown: () => plot.shift(0, -step.y),
    '+': () => plot.zoom(0.7),
    '=': () => plot.zoom(0.7),
    '-': () => plot.zoom(1 / 0.7),
    0: () => plot.reset(),
    Enter: () => plot.click(plot.middle()),
  };
  if (!event.ctrlKey && !event.metaKey && !event.altKey && acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
    const { x, y } = plot.view;
    announce(`${plot.names.x} ${number(x.from)} to ${number(x.to)}, ${plot.names.y} ${number(y.from)} to ${number(y.to)}`);
  }
}

/** @param {ScatterPlot} plot @param {MouseEvent} event */
function within(plot, event) {
  const { left, top } = plot.area.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

/**
 * @param {ScatterPlot} plot
 * @param {{x: number, y: number}} before
 * @param {{x: number, y: number}} now
 * @param {{x: number, y: number} | undefined} other finger
 */
function drag(plot, before, now, other) {
  if (other) {
    const factor = Math.hypot(before.x - other.x, before.y - other.y) / Math.max(8, Math.hypot(now.x - other.x, now.y - other.y));
    plot.zoom(factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    return;
  }
  const from = plot.place(before.x, before.y);
  const to = plot.place(now.x, now.y);
  plot.shift(from.x - to.x, from.y - to.y);
}
