/** The way in for data: a file is dropped or chosen, or a sample pressed. */

import { api, Refused } from '../api.js';
import { choice, h, put } from '../dom.js';
import { bytes } from '../format.js';
import { problem } from './parts.js';

/** @import {UploadedDataset} from '../types.js' */

/** @type {Record<string, string>} */
const TYPES = { json: 'application/json', npy: 'application/x-npy' };

/** What was understood of the files of this visit, by dataset: the service tells it once. */
export const uploads = /** @type {Map<string, {uploaded: UploadedDataset, file: File}>} */ (new Map());

/**
 * @typedef {{header: string, delimiter: string, decimal: string, missing: string, text: string, exclude: string}} Reading
 * @type {Reading}
 */
export const AS_FOUND = { header: '', delimiter: '', decimal: '', missing: 'keep', text: 'drop', exclude: '' };

/** @param {File} file */
function typeOf(file) {
  return TYPES[/\.([^.]+)$/.exec(file.name.toLowerCase())?.[1] ?? ''] ?? 'text/csv';
}

/** @param {File} file */
function nameOf(file) {
  return file.name.replace(/\.[^.]+$/, '');
}

/**
 * @param {File} file
 * @param {Reading} [reading]
 * @returns {Promise<UploadedDataset>}
 */
export async function upload(file, reading = AS_FOUND) {
  const type = typeOf(file);
  const { header, delimiter, decimal, missing, text, exclude } = reading;
  const ofText = type === 'application/x-npy' ? {} : { text };
  const ofCsv = type === 'text/csv' ? { header, delimiter, decimal } : {};
  const uploaded = await api.upload(file, type, { name: nameOf(file), missing, exclude, ...ofText, ...ofCsv });
  uploads.set(uploaded.id, { uploaded, file });
  return uploaded;
}

/**
 * A place to drop a file on.
 *
 * @param {(uploaded: UploadedDataset) => void} onDone
 * @returns {HTMLElement}
 */
export function dropZone(onDone) {
  const outcome = h('div', { 'aria-live': 'polite' });
  const input = h('input', {
    type: 'file',
    id: 'file',
    class: 'unseen',
    accept: '.csv,.tsv,.txt,.json,.npy,text/csv,application/json',
    onchange: () => input.files?.[0] && take(input.files[0]),
  });
  const take = async (/** @type {File} */ file, /** @type {Reading | undefined} */ reading = undefined) => {
    put(outcome, h('p', {}, `Reading ${file.name} (${bytes(file.size)})…`));
    try {
      onDone(await upload(file, reading));
    } catch (error) {
      const begun = await beginning(file);
      const other = error instanceof Refused && { ...(reading ?? AS_FOUND), ...remedy(error) };
      put(outcome, problem(error), other && readingForm(file, begun, other, (again) => take(file, again)));
    }
    input.value = '';
  };
  const zone = h(
    'div',
    {
      class: 'drop',
      ondragover: (/** @type {DragEvent} */ event) => (event.preventDefault(), zone.classList.add('over')),
      ondragleave: () => zone.classList.remove('over'),
      ondrop: (/** @type {DragEvent} */ event) => {
        event.preventDefault();
        zone.classList.remove('over');
        const file = event.dataTransfer?.files[0];
        file && take(file);
      },
    },
    h('p', {}, 'Drop a CSV, JSON or npy file here'),
    h('button', { type: 'button', class: 'primary', onclick: () => input.click() }, 'Choose a file'),
    h('label', { for: 'file', class: 'unseen' }, 'A file with data'),
    input,
  );
  return h('div', {}, zone, outcome);
}

/**
 * What the service says would be right, where that is something that the form can say.
 *
 * @param {Refused} refused
 * @returns {Partial<Reading>}
 */
function remedy({ message }) {
  return message.includes('decimal=,') ? { decimal: ',' } : {};
}

/**
 * The first lines of a file, for who has to tell how it is written.
 *
 * @param {File} file
 * @returns {Promise<string>}
 */
export async function beginning(file) {
  return typeOf(file) === 'application/x-npy' ? '' : (await file.slice(0, 2000).text()).split('\n').slice(0, 6).join('\n');
}

/**
 * How a file is to be read, where what is found by itself is not right.
 *
 * @param {File} file
 * @param {string} begun its first lines
 * @param {Reading} reading
 * @param {(reading: Reading) => void} onAgain
 */
export function readingForm(file, begun, reading, onAgain) {
  const asked = { ...reading };
  const field = (
    /** @type {string} */ label,
    /** @type {keyof Reading} */ name,
    /** @type {[string, string][]} */ ...choices
  ) => choice(label, choices.map(([value, text]) => ({ value, text })), asked[name], (value) => (asked[name] = value));
  const isCsv = typeOf(file) === 'text/csv';
  return h(
    'form',
    {
      class: 'card',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        onAgain(asked);
      },
    },
    h('h2', {}, `Read ${file.name} in another way`),
    begun && h('pre', { tabindex: 0, role: 'region', 'aria-label': 'How the file begins' }, begun),
    h(
      'div',
      { class: 'fields' },
      isCsv && field('First line', 'header', ['', 'found out'], ['true', 'names of the columns'], ['false', 'data']),
      isCsv && field('Between cells', 'delimiter', ['', 'found out'], [',', 'comma'], [';', 'semicolon'], ['tab', 'tab'], ['space', 'blanks']),
      isCsv && field('Before the fraction', 'decimal', ['', 'found out'], ['.', 'point'], [',', 'comma']),
      field('Cells without a value', 'missing', ['keep', 'are gaps'], ['refuse', 'are errors']),
      field('Columns of text', 'text', ['drop', 'are left out'], ['keep', 'are categories'], ['refuse', 'are errors']),
      h(
        'label',
        { class: 'field' },
        h('span', {}, 'Columns to leave out'),
        h('input', {
          value: asked.exclude,
          placeholder: 'names, with commas between',
          oninput: (/** @type {Event} */ event) => (asked.exclude = /** @type {HTMLInputElement} */ (event.target).value),
        }),
      ),
    ),
    h('div', { class: 'buttons below' }, h('button', { class: 'primary' }, 'Read it so')),
  );
}
