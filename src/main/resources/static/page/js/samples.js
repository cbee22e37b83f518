/** The data that come with the service, and what to try with them. */

/**
 * @typedef {object} SampleData
 * @property {string} file
 * @property {string} name of the dataset
 * @property {string} title
 * @property {string} text
 * @property {string} source
 * @property {[number, number]} shown the columns that its picture is of
 * @property {Record<string, any>} request what to fit
 */

/** @type {SampleData[]} */
export const SAMPLES = [
  {
    file: 'faithful.csv',
    name: 'old-faithful',
    title: 'Old Faithful',
    text: 'How long a geyser erupts, and how long one waits for the next time: 272 eruptions of two kinds. Or three?',
    source: 'Azzalini and Bowman, 1990',
    shown: [0, 1],
    request: { components: { min: 1, max: 4 } },
  },
  {
    file: 'iris.csv',
    name: 'iris',
    title: 'Iris',
    text: 'Four lengths and widths of 150 flowers. The species are left out: can they be found again?',
    source: 'Anderson, 1935; Fisher, 1936',
    shown: [2, 3],
    request: { components: 3, covariance: 'VEV' },
  },
  {
    file: 'stretched.csv',
    name: 'stretched',
    title: 'Stretched',
    text: '700 points in two long clusters side by side, and a dense one within a wide one. k-means cuts them to pieces.',
    source: 'drawn for this page',
    shown: [0, 1],
    request: { components: { min: 2, max: 6 } },
  },
];
