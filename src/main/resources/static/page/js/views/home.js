/** Where one begins: a file, a sample, or what was done before. */

import { api } from '../api.js';
import { h, put } from '../dom.js';
import { ago } from '../format.js';
import { color, packed } from '../palette.js';
import { ScatterPlot } from '../plots/scatter.js';
import { go, link } from '../router.js';
import { SAMPLES } from '../samples.js';
import { badge, problem } from './parts.js';
import { dropZone, upload } from './upload.js';

/**
 * @import {SampleData} from '../samples.js'
 * @import {Shown} from '../types.js'
 */

/** @returns {Promise<Shown>} */
export async function show() {
  const [fits, models] = await Promise.all([api.fits({ pageSize: 5 }), api.models({ pageSize: 5 })]);
  return {
    title: 'Start',
    content: [
      h('h1', {}, 'Which groups are in your data?'),
      h(
        'p',
        {},
        'Mixtura clusters softly: it fits a mixture of distributions by Expectation-Maximization and tells of every point how probably it belongs to each of them.',
      ),
      dropZone((uploaded) => go(link(['data', uploaded.id]))),
      h('h2', {}, 'Or press a sample'),
      h('div', { class: 'tiles' }, SAMPLES.map(sampleButton)),
      h('p', {}),
      h(
        'div',
        { class: 'columns' },
        fits.items.length > 0 &&
          h(
            'section',
            { class: 'card' },
            h('h2', {}, 'Latest fits'),
            h(
              'ul',
              { class: 'plain' },
              fits.items.map((fit) =>
                h('li', {}, h('a', { href: link(['fits', fit.id]) }, fit.request.model), ' ', badge(fit.state), ' ', h('small', {}, ago(fit.createdAt))),
              ),
            ),
          ),
        models.items.length > 0 &&
          h(
            'section',
            { class: 'card' },
            h('h2', {}, 'Models'),
            h(
              'ul',
              { class: 'plain' },
              models.items.map((model) =>
                h(
                  'li',
                  {},
                  h('a', { href: link(['models', model.name, 'versions', model.latestVersion]) }, model.name),
                  ' ',
                  h('small', {}, `version ${model.latestVersion}, ${ago(model.updatedAt)}`),
                ),
              ),
            ),
          ),
      ),
    ],
  };
}

/** @param {SampleData} sample */
function sampleButton(sample) {
  const told = h('span', { 'aria-live': 'polite' });
  const picture = new ScatterPlot({ label: `The points of ${sample.title}`, file: sample.name, small: true });
  draw(picture, sample);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'sample',
      onclick: async () => {
        button.disabled = true;
        put(told, h('small', {}, 'Fitting…'));
        try {
          go(link(['fits', await fitted(sample)]));
        } catch (error) {
          put(told, problem(error));
          button.disabled = false;
        }
      },
    },
    picture.element,
    h('strong', {}, sample.title),
    h('span', {}, sample.text),
    h('small', {}, sample.source),
    told,
  );
  return button;
}

/**
 * @param {ScatterPlot} picture
 * @param {SampleData} sample
 */
async function draw(picture, { file, shown: [right, up] }) {
  const text = await (await fetch(`/page/samples/${file}`)).text();
  const rows = text.trim().split('\n').slice(1).map((line) => line.split(','));
  const n = rows.length;
  const values = (/** @type {number} */ at) => Float64Array.from(rows, (row) => Number(row[at]));
  const look = { colors: new Uint32Array(n).fill(packed(color(0))), shapes: new Int16Array(n) };
  picture.show({ x: values(right), y: values(up), ...look }, { x: '', y: '' });
}

/**
 * Uploads a sample and begins to fit it.
 *
 * @param {SampleData} sample
 * @returns {Promise<string>} the fit
 */
async function fitted({ file, name, request }) {
  const content = await fetch(`/page/samples/${file}`);
  const { id } = await upload(new File([await content.blob()], `${name}.csv`));
  const fit = await api.submit({ datasetId: id, model: name, ...request });
  return fit.id;
}
