/** A fit: watched while it runs, and what came of it. */

import { api, Refused } from '../api.js';
import { announce, ask, h, put } from '../dom.js';
import { ago, between, counted, duration, exact, number, percent } from '../format.js';
import { MixturePlot } from '../mixture-plot.js';
import { isTellable } from '../mixture.js';
import { Points } from '../points.js';
import { go, link } from '../router.js';
import { CandidateChart } from './candidates.js';
import { components, structure } from './fits.js';
import { action, badge, facts, problem, warnings } from './parts.js';
import { TraceChart } from './trace.js';

/**
 * @import {Route} from '../router.js'
 * @import {Fit, FitEvent, Model, Progress, RunningModel, Shown} from '../types.js'
 */

/** How often the way of each start is read anew while a fit runs. */
const TRACE_EVERY = 1000;

/** @param {Route} at @returns {Promise<Shown>} */
export async function show({ path }) {
  const fit = await api.fit(path[1]);
  const view = new FitView(fit, await pointsOf(fit));
  view.begin();
  return { title: `Fit of ${fit.request.model}`, content: view.content(), leave: () => view.leave() };
}

/** @param {Fit} fit @returns {Promise<Points | null>} null where the dataset is gone */
async function pointsOf(fit) {
  try {
    return await Points.of(fit.request.datasetId);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) {
      return null;
    }
    throw error;
  }
}

/** @param {Fit} fit */
const isUnderWay = ({ state }) => ['QUEUED', 'RUNNING', 'CANCELLING'].includes(state);

class FitView {
  /** @param {Fit} fit @param {Points | null} points */
  constructor(fit, points) {
    this.fit = fit;
    this.left = new AbortController();
    this.head = h('div', { class: 'head' });
    this.progress = h('section', { class: 'card' });
    this.outcome = h('div');
    this.trace = new TraceChart(fit.request.model);
    this.candidates = new CandidateChart(fit.request.model, fit.request.selection ?? 'bic');
    this.columns = fit.request.columns;
    this.plot =
      points &&
      new MixturePlot({ points, columns: this.columns, label: `The points of ${fit.request.model} and the components`, file: `${fit.request.model}-fit` });
    /** @type {RunningModel | null} */
    this.running = null;
    this.bar = h('progress', { max: 1, 'aria-label': 'How far it is' });
    this.words = h('p', {});
  }

  /** @returns {(Node | null)[]} */
  content() {
    return [
      this.head,
      this.progress,
      this.outcome,
      h(
        'div',
        { class: 'columns wide-left' },
        h('section', { class: 'card' }, h('h2', {}, 'Points and components'), this.plot ? this.plot.element : h('p', {}, 'The dataset is not there any more.')),
        h('div', {}, this.trace.element, this.candidates.element),
      ),
      h(
        'details',
        { class: 'card' },
        h('summary', {}, 'What was asked for, with every default'),
        h('pre', { tabindex: 0, role: 'region', 'aria-label': 'The request' }, JSON.stringify(this.fit.request, null, 2)),
      ),
    ];
  }

  begin() {
    this.write();
    if (isUnderWay(this.fit)) {
      this.follow();
      this.readTrace();
    } else {
      this.end();
    }
  }

  async follow() {
    try {
      await api.follow(this.fit.id, this.left.signal, (event) => this.on(event));
    } catch (error) {
      put(this.outcome, problem(error));
    }
  }

  /** @param {FitEvent} event */
  on({ type, data }) {
    if (type === 'state') {
      this.fit = { ...this.fit, state: data.state, queuePosition: data.queuePosition };
      this.write();
    } else if (type === 'progress') {
      this.fit = { ...this.fit, progress: data };
      this.tell();
    } else if (type === 'model') {
      this.draw(data);
    } else if (type === 'candidate') {
      this.candidates.add(data);
    } else if (type === 'end') {
      this.fit = data;
      announce(`The fit is ${data.state.toLowerCase()}`);
      this.write();
      this.end();
    }
  }

  /** Ellipses move from frame to frame; of the models that come between two frames the last is drawn. @param {RunningModel} model */
  draw(model) {
    if (!this.running) {
      requestAnimationFrame(() => {
        const latest = /** @type {RunningModel} */ (this.running);
        this.running = null;
        if (isUnderWay(this.fit)) {
          this.plot?.show(latest);
        }
      });
    }
    this.running = model;
  }

  async readTrace() {
    while (!this.left.signal.aborted && isUnderWay(this.fit)) {
      if (this.fit.state !== 'QUEUED') {
        try {
          this.trace.show(await api.trace(this.fit.id), this.fit.result?.selected?.candidate ?? null);
        } catch (error) {
          if (!(error instanceof Refused)) {
            throw error;
          }
        }
      }
      await new Promise((resolve) => setTimeout(resolve, TRACE_EVERY));
    }
  }

  /** Shows all there is to be seen of a fit that has ended. */
  async end() {
    const { id, result, bestSoFar } = this.fit;
    try {
      const trace = await api.trace(id);
      this.trace.show(trace, result?.selected?.candidate ?? null);
      if (trace.candidates.length > 1) {
        trace.candidates.forEach((candidate) => this.candidates.add(candidate));
        this.candidates.choose(result?.selected?.candidate ?? null);
      }
      if (result) {
        const model = await api.model(result.model, result.version);
        this.plot?.show(model, isTellable(model) ? this.plot.told(model) : null);
        put(this.outcome, told(this.fit, model));
      } else if (bestSoFar?.means && bestSoFar.covariances && bestSoFar.weights) {
        this.plot?.show(/** @type {any} */ (bestSoFar));
      }
    } catch (error) {
      put(this.outcome, problem(error));
    }
  }

  write() {
    const { fit } = this;
    const { state, request, failure, id } = fit;
    put(
      this.head,
      h('h1', {}, `Fit of ${request.model}`),
      badge(state),
      h('small', {}, `begun ${ago(fit.createdAt)}`),
      h(
        'span',
        { class: 'buttons' },
        ['QUEUED', 'RUNNING'].includes(state) && this.act('Cancel', 'cancel'),
        fit.resumable && ['FAILED', 'CANCELLED'].includes(state) && this.act('Resume', 'resume'),
        state === 'CANCELLED' && fit.bestSoFar && !fit.bestSoFar.version && this.act('Store the best so far', 'store'),
        h('a', { class: 'button', href: again(fit) }, 'Fit in another way'),
        !isUnderWay(fit) &&
          action(
            'Delete',
            async () => {
              if (await ask('Delete this fit? A model that came of it stays.', 'Delete it')) {
                await api.remove(`fits/${id}`);
                go(link(['fits']));
              }
            },
            { kind: 'danger' },
          ),
      ),
    );
    this.progress.hidden = !isUnderWay(fit);
    put(this.progress, h('h2', { class: 'unseen' }, 'Progress'), this.bar, this.words);
    this.tell();
    if (failure) {
      put(this.outcome, h('p', { class: 'problem' }, failure.detail ?? failure.reason));
    } else if (fit.bestSoFar?.version) {
      const stored = link(['models', fit.bestSoFar.model, 'versions', fit.bestSoFar.version]);
      put(this.outcome, h('p', { class: 'card' }, 'The best so far is stored: ', h('a', { href: stored }, 'look at the model')));
    } else if (state === 'CANCELLED') {
      put(this.outcome, h('p', { class: 'warning' }, 'It was cancelled', fit.resumable ? ', and can go on from where it was.' : '.'));
    } else {
      put(this.outcome);
    }
  }

  tell() {
    const { state, queuePosition, progress } = this.fit;
    if (state === 'QUEUED') {
      this.bar.removeAttribute('value');
      put(this.words, queuePosition ? `${queuePosition} before it.` : 'It is next.');
    } else if (progress) {
      this.bar.value = progress.fraction ?? 0;
      put(this.words, where(progress));
    }
  }

  /** @param {string} text @param {'cancel' | 'resume' | 'store'} act */
  act(text, act) {
    return action(text, async () => {
      this.fit = await api.act(this.fit.id, act);
      this.write();
      if (act === 'resume') {
        this.follow();
        this.readTrace();
      }
    });
  }

  leave() {
    this.left.abort();
    this.trace.dispose();
    this.candidates.dispose();
  }
}

/** @param {Progress} progress */
function where({ candidate, candidates, position, positions, iteration, logLikelihood, inertia, fraction, etaMillis, phase }) {
  const value = logLikelihood ?? inertia;
  return [
    fraction != null && percent(fraction),
    etaMillis && `${duration(etaMillis)} left`,
    candidates > 1 && `candidate ${candidate + 1} of ${candidates}`,
    phase === 'starts' ? 'trying starts' : phase === 'bootstrap' ? 'bootstrap' : positions > 1 && `start ${position + 1} of ${positions}`,
    phase !== 'starts' && iteration > 0 && `iteration ${iteration}`,
    phase !== 'starts' && value != null && `${logLikelihood != null ? 'log-likelihood' : 'inertia'} ${exact(value)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * @param {Fit} fit
 * @param {Model} model
 */
function told(fit, model) {
  const result = /** @type {import('../types.js').FitResult} */ (fit.result);
  const { selected } = result;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'What came of it'),
    h(
      'p',
      {},
      selected ? `Of ${components(fit.request.components)} components and ${structure(fit.request)} the best by ${selected.criterion.toUpperCase()}: ` : '',
      h('strong', {}, `${counted(model.components, 'component')}, ${structure(model)}`),
      `, in ${between(fit.startedAt, fit.finishedAt)}. `,
      result.converged ? '' : 'It had not converged. ',
      result.startsKept > 1 ? `${result.restartsReachingBest} of the ${result.startsTried} starts that were tried led to the same maximum.` : '',
    ),
    facts([
      result.logLikelihood != null ? ['Log-likelihood', exact(result.logLikelihood)] : ['Inertia', number(result.inertia)],
      ['BIC', result.bic == null ? '–' : `${exact(result.bic)} (lower is better)`],
      ['Free parameters', String(result.freeParameters ?? '–')],
    ]),
    warnings(result.warnings),
    h('div', { class: 'buttons' }, h('a', { class: 'button primary', href: link(['models', result.model, 'versions', result.version]) }, 'Look at the model')),
  );
}

/** The form with the data, and the numbers of components, of a fit. @param {Fit} fit */
function again({ request: { datasetId, components: k, model, weightColumn, labelColumn, noise, family } }) {
  const { min, max } = typeof k === 'number' ? { min: k, max: k } : k;
  return link(['fit'], {
    datasetId,
    min,
    max,
    model,
    weightColumn,
    labelColumn,
    noise: noise ? 'true' : null,
    family: family && family !== 'gaussian' ? family : null,
  });
}
