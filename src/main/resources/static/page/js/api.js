/** The public API, as any other client uses it. */

import { key } from './key.js';

/**
 * @import {Dataset, DatasetSummary, Fit, FitEvent, Model, ModelSummary, Page, Problem, Sample, Trace, UploadedDataset,
 *     Validation, VersionSummary} from './types.js'
 */

const ROOT = '/api/v1';

/** A refusal of the service, in its own words. */
export class Refused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail ?? problem.title ?? `status ${problem.status}`);
    this.status = problem.status;
    this.problem = problem;
  }
}

/**
 * @param {string} path below the root of the API, or from the root of the service where it begins with a slash
 * @param {RequestInit & {query?: Record<string, string | number | boolean | null | undefined>}} [options]
 * @returns {Promise<Response>}
 */
export async function call(path, { query = {}, headers, ...options } = {}) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address(path, query), { ...options, headers: { ...headers, ...credentials() } });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Refused({ status: 0, title: 'Unreachable', detail: 'The service does not answer. Is it still running?' });
  }
  if (!response.ok) {
    throw new Refused(await problem(response));
  }
  return response;
}

/**
 * @param {string} path
 * @param {Record<string, string | number | boolean | null | undefined>} query
 * @returns {string}
 */
function address(path, query) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value != null && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return `${ROOT}/${path}${text ? '?' + text : ''}`;
}

/** @returns {Record<string, string>} */
function credentials() {
  const known = key.get();
  return known ? { Authorization: `Bearer ${known}` } : {};
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problem(response) {
  try {
    return await response.json();
  } catch {
    return { status: response.status, title: response.statusText };
  }
}

/**
 * @template T
 * @param {string} path
 * @param {RequestInit & {query?: Record<string, any>}} [options]
 * @returns {Promise<T>}
 */
async function json(path, options) {
  const response = await call(path, options);
  return response.json();
}

/**
 * @template T
 * @param {string} path
 * @param {unknown} body
 * @param {RequestInit & {query?: Record<string, any>}} [options]
 * @returns {Promise<T>}
 */
function post(path, body, options = {}) {
  return json(path, {
    method: 'POST',
    body: JSON.stringify(body),
    ...options,
    headers: { 'Content-Type': 'application/json', ...options.headers },
  });
}

/**
 * @param {string} name
 * @param {string | number} version
 */
const at = (name, version) => `models/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;

export const api = {
  /** @param {Record<string, any>} [query] @returns {Promise<Page<Dataset>>} */
  datasets: (query) => json('datasets', { query }),

  /** @param {string} id @returns {Promise<Dataset>} */
  dataset: (id) => json(`datasets/${id}`),

  /** @param {string} id @returns {Promise<DatasetSummary>} */
  summary: (id) => json(`datasets/${id}/summary`),

  /** @param {string} id @param {number} rows @returns {Promise<Sample>} */
  sample: (id, rows) => json(`datasets/${id}/sample`, { query: { rows, seed: 1 } }),

  /**
   * @param {BodyInit} body
   * @param {string} type
   * @param {Record<string, any>} query
   * @returns {Promise<UploadedDataset>}
   */
  upload: (body, type, query) => json('datasets', { method: 'POST', body, query, headers: { 'Content-Type': type } }),

  /** @param {string} id @param {string} name @returns {Promise<Dataset>} */
  rename: (id, name) =>
    json(`datasets/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ name }),
      headers: { 'Content-Type': 'application/merge-patch+json' },
    }),

  /** @param {Record<string, any>} [query] @returns {Promise<Page<Fit>>} */
  fits: (query) => json('fits', { query }),

  /** @param {string} id @param {AbortSignal} [signal] @returns {Promise<Fit>} */
  fit: (id, signal) => json(`fits/${id}`, { signal }),

  /** @param {string} id @returns {Promise<Trace>} */
  trace: (id) => json(`fits/${id}/trace`),

  /** @param {object} request @returns {Promise<Fit>} */
  submit: (request) => post('fits', request),

  /** @param {object} request @param {AbortSignal} [signal] @returns {Promise<Validation>} */
  validate: (request, signal) => post('fits:validate', request, { signal }),

  /** @param {string} id @param {'cancel' | 'resume' | 'store'} act @returns {Promise<Fit>} */
  act: (id, act) => json(`fits/${id}/${act}`, { method: 'POST' }),

  /** @param {Record<string, any>} [query] @returns {Promise<Page<ModelSummary>>} */
  models: (query) => json('models', { query }),

  /** @param {string} name @param {Record<string, any>} [query] @returns {Promise<Page<VersionSummary>>} */
  versions: (name, query) => json(`models/${encodeURIComponent(name)}/versions`, { query }),

  /** @param {string} name @param {string | number} version @returns {Promise<Model>} */
  model: (name, version) => json(at(name, version)),

  /**
   * What a stored model says of points, or of a whole stored dataset.
   *
   * @template T
   * @param {string} name
   * @param {string | number} version
   * @param {string} question
   * @param {unknown} body
   * @param {Record<string, any>} [query]
   * @returns {Promise<T>}
   */
  question: (name, version, question, body, query) => post(`${at(name, version)}/${question}`, body, { query }),

  /**
   * @template T
   * @param {string} name
   * @param {string | number} version
   * @param {string} question
   * @param {Record<string, any>} query
   * @returns {Promise<T>}
   */
  questionOf: (name, version, question, query) => json(`${at(name, version)}/${question}`, { query }),

  /**
   * An answer to take away.
   *
   * @param {string} name
   * @param {string | number} version
   * @param {string} question
   * @param {Record<string, any>} query
   * @returns {Promise<Blob>}
   */
  csvOf: async (name, version, question, query) =>
    (await call(`${at(name, version)}/${question}`, { query, headers: { Accept: 'text/csv' } })).blob(),

  /** @param {string} name @param {string | number} version @param {string} format @returns {Promise<Blob>} */
  exported: async (name, version, format) => (await call(`${at(name, version)}/export`, { query: { format } })).blob(),

  /** @param {string} path of a dataset, fit, model or version */
  remove: (path) => call(path, { method: 'DELETE' }),

  /** @returns {Promise<any>} */
  usage: () => json('usage'),

  /**
   * Follows a fit until it ends or `signal` aborts.
   *
   * @param {string} id
   * @param {AbortSignal} signal
   * @param {(event: FitEvent) => void} onEvent
   */
  follow: (id, signal, onEvent) => follow(`fits/${id}/events`, signal, onEvent),
};

/**
 * Reads server-sent events by `fetch`, since an EventSource can show no key. A stream that breaks is taken up where it
 * was; one that is refused is not.
 *
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {(event: FitEvent) => void} onEvent
 */
async function follow(path, signal, onEvent) {
  let last = '';
  let retry = 1000;
  while (!signal.aborted) {
    try {
      const response = await call(path, {
        query: { parameters: true },
        signal,
        headers: { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) },
      });
      if (response.status === 204) {
        return;
      }
      for await (const event of events(response)) {
        last = event.id || last;
        retry = event.retry ?? retry;
        if (event.data) {
          onEvent(/** @type {FitEvent} */ ({ type: event.type, data: JSON.parse(event.data) }));
        }
        if (event.type === 'end') {
          return;
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof Refused && ![0, 429, 503].includes(error.status)) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, retry));
  }
}

/**
 * @param {Response} response
 * @returns {AsyncGenerator<{id: string, type: string, data: string, retry?: number}>}
 */
async function* events(response) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    text += decoder.decode(value, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = /** @type {string} */ (blocks.pop());
    for (const block of blocks) {
      yield parse(block);
    }
  }
}

/**
 * @param {string} block
 * @returns {{id: string, type: string, data: string, retry?: number}}
 */
function parse(block) {
  const event = { id: '', type: 'message', data: '', retry: /** @type {number | undefined} */ (undefined) };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'data') {
      event.data += value;
    } else if (name === 'id') {
      event.id = value;
    } else if (name === 'event') {
      event.type = value;
    } else if (name === 'retry') {
      event.retry = Number(value);
    }
  }
  return event;
}
