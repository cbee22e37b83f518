/** k-means with as many clusters on the same data, beside a mixture: fitted by the service when somebody asks for it. */

import { adjustedRand, crossTable, matched, shown } from '../../agreement.js';
import { Answers } from '../../answers.js';
import { api, Refused } from '../../api.js';
import { announce, h, put } from '../../dom.js';
import { link, remember, route } from '../../router.js';
import { action, all } from '../parts.js';
import { crossTableOf } from './cross-table.js';
import { pictureOf } from './picture.js';

/**
 * @import {ColumnPlot} from '../../column-plot.js'
 * @import {MixturePlot, Pin} from '../../mixture-plot.js'
 * @import {Model, VersionSummary} from '../../types.js'
 * @import {Context} from './parts.js'
 */

const EVERY = 250;

/** A model's name has at most 63 characters. */
const NAME = 56;

export class KMeansBeside {
  /**
   * @param {Context} context
   * @param {MixturePlot | ColumnPlot} leader
   * @param {(shown: boolean) => void} onShown
   */
  constructor(context, leader, onShown) {
    this.context = context;
    this.leader = leader;
    this.onShown = onShown;
    const { model, ground } = context;
    this.has = model.algorithm !== 'kmeans' && ground.kind === 'data';
    this.name = `${model.name.slice(0, NAME)}.kmeans`;
    this.element = h('div', { class: 'second', hidden: true });
    this.button = this.has && action('Show k-means beside it', () => this.show());
    if (this.has && route().query.get('kmeans')) {
      this.known().then((version) => (version ? this.put(version) : undefined));
    }
  }

  async show() {
    put(this.element, h('p', { class: 'quiet', role: 'status' }, 'Fitting k-means…'));
    this.element.hidden = false;
    this.onShown(true);
    try {
      await this.put((await this.known()) ?? (await this.fitted()));
      if (this.element.isConnected) {
        remember({ kmeans: 1 });
      }
    } catch (error) {
      this.element.hidden = true;
      this.onShown(false);
      throw error;
    }
  }

  /** @returns {Promise<number | null>} the version that is k-means of the same data, where there is one */
  async known() {
    const { items: models } = await all(api.models, { name: this.name });
    if (!models.some(({ name }) => name === this.name)) {
      return null;
    }
    const { items } = await all((query) => api.versions(this.name, query));
    return items.find((version) => isOf(version, this.context.model))?.version ?? null;
  }

  /** @returns {Promise<number>} */
  async fitted() {
    const { model } = this.context;
    const { missing, weightColumn, standardize, seed } = model.provenance.request ?? {};
    let fit = await api.submit({
      datasetId: model.provenance.datasetId,
      model: this.name,
      algorithm: 'kmeans',
      columns: model.columns,
      components: model.components,
      missing,
      weightColumn: weightColumn ?? undefined,
      standardize,
      seed,
    });
    while (['QUEUED', 'RUNNING', 'CANCELLING'].includes(fit.state)) {
      await new Promise((resolve) => setTimeout(resolve, EVERY));
      fit = await api.fit(fit.id);
    }
    if (!fit.result) {
      throw new Refused({ status: 0, detail: fit.failure?.detail ?? 'k-means did not end well.' });
    }
    return fit.result.version;
  }

  /** @param {number} version */
  async put(version) {
    const { context } = this;
    const model = await api.model(this.name, version);
    const [mixture, clusters] = await Promise.all([context.answers, Answers.of(model, context.ground)]);
    const table = crossTable(mixture.labels, clusters.labels);
    const hues = matched(table, model.components, context.model.components);
    this.picture = pictureOf(model, context.ground, {
      label: `Points coloured by k-means with ${model.components} clusters`,
      file: `${this.name}-${version}`,
      leader: this.leader,
    });
    if ('dispose' in this.picture) {
      context.keep(this.picture);
    }
    const index = adjustedRand(table);
    put(
      this.element,
      h('h3', {}, h('a', { href: link(['models', this.name, 'versions', version]) }, 'k-means')),
      this.picture.element,
      h('p', {}, shown(index)),
      crossTableOf(table, { down: 'the mixture', across: 'k-means', hues }),
      context.model.families && h('p', { class: 'quiet' }, 'k-means takes counts and levels for lengths.'),
    );
    this.element.hidden = false;
    this.onShown(true);
    this.picture.show(model, clusters.probabilities, hues);
    this.picture.pin(this.pins ?? []);
    if (this.button) {
      this.button.hidden = true;
    }
    announce('k-means is shown');
  }

  /** @param {Pin[]} pins */
  pin(pins) {
    this.pins = pins;
    this.picture?.pin(pins);
  }
}

/** @param {VersionSummary} version @param {Model} model */
function isOf(version, model) {
  return (
    version.algorithm === 'kmeans' &&
    version.datasetId === model.provenance.datasetId &&
    version.components === model.components &&
    version.columns.join('\n') === model.columns.join('\n')
  );
}
