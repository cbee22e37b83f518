/**
 * Charts of lines, bars, heat maps and parallel coordinates, drawn by ECharts as SVG. It is loaded when the first one is
 * shown: it is as large as all the rest of the page several times over.
 */

import { h } from '../dom.js';
import { onTheme } from '../theme.js';
import { downloads } from './download.js';

const ECHARTS = new URL('../../vendor/echarts/echarts.esm.min.js', import.meta.url).href;

/** @type {Promise<any> | null} */
let library = null;

function echarts() {
  return (library ??= import(ECHARTS));
}

/**
 * A chart that follows the size of its place and the colours of the page.
 */
export class Chart {
  /**
   * @param {object} options
   * @param {string} options.label what is seen, for those who do not see it
   * @param {string} options.file name of a download, without its ending
   * @param {number} [options.height] in pixels
   * @param {(event: any) => void} [options.onClick]
   * @param {(place: number[]) => void} [options.onPlace] a place between the axes was clicked, in their units
   */
  constructor({ label, file, height = 280, onClick, onPlace }) {
    this.onClick = onClick;
    this.onPlace = onPlace;
    this.label = label;
    this.area = h('div', { class: 'chart', role: 'img', 'aria-label': label, style: { height: `${height}px` } });
    this.element = h('figure', { class: 'plot' }, this.area, h('div', { class: 'tools' }, downloads(file, () => this.svg())));
    new ResizeObserver(() => this.resize()).observe(this.area);
    onTheme(this.area, () => this.shown && this.show(this.shown));
  }

  /** @param {any} option of ECharts; what it does not say of colours and fonts is the page's */
  async show(option) {
    this.shown = option;
    const { init } = await echarts();
    if (!this.area.isConnected || this.area.clientWidth === 0) {
      return;
    }
    if (!this.chart) {
      this.chart = init(this.area, null, { renderer: 'svg' });
      this.chart.on('click', (/** @type {any} */ event) => this.onClick?.(event));
      this.chart.getZr().on('click', (/** @type {any} */ event) => this.placed([event.offsetX, event.offsetY]));
    }
    this.chart.setOption(dressed(this.shown, getComputedStyle(this.area)), { notMerge: true, lazyUpdate: true });
  }

  /** @param {number[]} pixel */
  placed(pixel) {
    if (this.onPlace && this.chart.containPixel('grid', pixel)) {
      this.onPlace(this.chart.convertFromPixel('grid', pixel));
    }
  }

  resize() {
    if (this.chart) {
      this.chart.resize();
    } else if (this.shown) {
      this.show(this.shown);
    }
  }

  async svg() {
    await this.show(this.shown);
    return decodeURIComponent(this.chart.getDataURL({ type: 'svg' }).replace(/^data:image\/svg\+xml;charset=UTF-8,/, ''));
  }

  dispose() {
    this.chart?.dispose();
    this.chart = null;
    this.shown = null;
  }
}

/**
 * @param {any} option
 * @param {CSSStyleDeclaration} style
 */
function dressed(option, style) {
  const of = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const [ink, muted, line, surface] = [of('--ink'), of('--muted'), of('--line'), of('--surface')];
  const axis = (/** @type {any} */ given) => ({
    nameLocation: 'middle',
    nameGap: 30,
    ...given,
    nameTextStyle: { color: ink, ...given.nameTextStyle },
    axisLabel: { color: muted, hideOverlap: true, ...given.axisLabel },
    axisLine: { lineStyle: { color: muted } },
    splitLine: { lineStyle: { color: line }, ...given.splitLine },
  });
  const axes = (/** @type {any} */ given) => given && (Array.isArray(given) ? given.map(axis) : axis(given));
  return {
    ...option,
    animation: false,
    backgroundColor: surface,
    textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
    grid: { left: 64, right: 16, top: 36, bottom: 44, ...option.grid },
    // Text, as names of columns come from files.
    tooltip: option.tooltip && {
      renderMode: 'richText',
      confine: true,
      backgroundColor: surface,
      borderColor: muted,
      textStyle: { color: ink, fontSize: 12 },
      ...option.tooltip,
    },
    legend: option.legend && { type: 'scroll', top: 0, textStyle: { color: ink }, inactiveColor: muted, ...option.legend },
    // Shapes where colours alone would tell series apart.
    aria: option.aria && { enabled: true, label: { enabled: false }, ...option.aria },
    series: [option.series ?? []].flat().map((given) => (given.label ? { ...given, label: { color: ink, ...given.label } } : given)),
    xAxis: axes(option.xAxis),
    yAxis: axes(option.yAxis),
  };
}
