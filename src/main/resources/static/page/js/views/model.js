/** A version of a model: what it is, what it says of the data, of a point, and of itself. */

import { Answers, scores } from '../answers.js';
import { api } from '../api.js';
import { h } from '../dom.js';
import { ago } from '../format.js';
import { groundOf } from '../ground.js';
import { link } from '../router.js';
import { anomalies } from './model/anomalies.js';
import { componentTable } from './model/components.js';
import { contents } from './model/contents.js';
import { correlationMap } from './model/correlations.js';
import { doubt } from './model/doubt.js';
import { levels } from './model/levels.js';
import { Look } from './model/look.js';
import { origin, otherVersions, takeAway } from './model/origin.js';
import { overview } from './model/overview.js';
import { section } from './model/parts.js';
import { profiles } from './model/profiles.js';
import { all } from './parts.js';

/**
 * @import {Ground} from '../ground.js'
 * @import {Route} from '../router.js'
 * @import {Model, Shown} from '../types.js'
 * @import {Context} from './model/parts.js'
 */

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ path }) {
  const [, name, , asked] = path;
  const [model, { items: versions }] = await Promise.all([api.model(name, asked), all((query) => api.versions(name, query))]);
  const ground = await groundOf(model);
  /** @type {Set<{dispose(): void}>} */
  const kept = new Set();
  /** @type {Context} */
  const context = {
    model,
    versions,
    ground,
    answers: Answers.of(model, ground),
    scores: model.algorithm === 'kmeans' ? null : ground.kind === 'data' ? scores(model, ground) : Promise.resolve([]),
    keep: (drawn) => (kept.add(drawn), drawn),
  };
  const look = new Look(context);
  const seen = (/** @type {number} */ point) => {
    look.question.takeRow(point);
    look.grid.scrollIntoView({ block: 'start' });
    look.question.number.focus({ preventScroll: true });
  };
  const sections = [
    overview(context),
    look.element,
    section('components', 'Components', componentTable(model), h('div', { class: 'columns' }, profiles(context), correlationMap(context)), levels(context)),
    doubt(context, seen),
    anomalies(context, { onPoint: seen, onMark: (pins) => look.point('unusual', pins) }),
    takeAway(context),
    origin(context),
    otherVersions(context),
  ];
  return {
    title: `${model.name}, version ${model.version}`,
    content: [head(model, ground, versions[0]?.version), contents(sections, Promise.allSettled([context.answers, context.scores])), ...sections],
    leave: () => kept.forEach((drawn) => drawn.dispose()),
  };
}

/** @param {Model} model @param {Ground} ground @param {number | undefined} newest */
function head(model, ground, newest) {
  const { name, version } = model;
  return h(
    'div',
    { class: 'head' },
    h('h1', {}, name, ' ', h('small', {}, `version ${version}`)),
    h('small', {}, `stored ${ago(model.createdAt)}`, newest != null && newest > version && [' · ', h('a', { href: link(['models', name, 'versions', newest]) }, `version ${newest} is newer`)]),
    h(
      'span',
      { class: 'buttons' },
      ground.datasetId && h('a', { class: 'button', href: again(model) }, 'Fit in another way'),
      h('a', { class: 'button', href: link(['compare'], { a: `${name}/${version}` }) }, 'Compare'),
    ),
  );
}

/** The form with what the model was fitted with; of k-means that of a mixture. @param {Model} model */
function again({ name, columns, components, covariance, provenance: { datasetId, request } }) {
  const { family, families, noise, weightColumn, labelColumn, standardize } = request ?? {};
  return link(['fit'], {
    datasetId,
    model: name,
    min: components,
    max: components,
    columns: JSON.stringify(columns),
    covariance: covariance && JSON.stringify([covariance]),
    family: family && family !== 'gaussian' ? family : null,
    families: families && JSON.stringify(families),
    noise: noise ? 'true' : null,
    standardize: standardize ? 'true' : null,
    weightColumn,
    labelColumn,
  });
}
