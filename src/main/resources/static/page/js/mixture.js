/**
 * The arithmetic of what is drawn: ellipses of components, and probabilities of points while a fit is watched. What is
 * said of a stored model in numbers comes from the service.
 */

/** @import {Parameters} from './types.js' */

/**
 * An ellipse that holds a share of a component in two of its dimensions.
 *
 * @typedef {{x: number, y: number, major: number, minor: number, angle: number}} Ellipse half axes, angle in radians
 */

/**
 * @param {number[]} mean
 * @param {number[][]} covariance
 * @param {number} i the dimension to the right
 * @param {number} j the one upwards
 * @param {number} share of the probability within
 * @param {number | null} [nu] degrees of freedom of a t component, whose scale matrix stands for the covariance
 * @returns {Ellipse}
 */
export function ellipse(mean, covariance, i, j, share, nu = null) {
  const a = covariance[i][i];
  const b = covariance[i][j];
  const c = covariance[j][j];
  const middle = (a + c) / 2;
  const spread = Math.hypot((a - c) / 2, b);
  // In two dimensions the squared distance is exponential, P(D² ≤ r²) = 1 − exp(−r²/2), and of t 1 − (1 + r²/ν)^(−ν/2).
  const radius = Math.sqrt(nu == null ? -2 * Math.log(1 - share) : nu * ((1 - share) ** (-2 / nu) - 1));
  return {
    x: mean[i],
    y: mean[j],
    major: radius * Math.sqrt(Math.max(0, middle + spread)),
    minor: radius * Math.sqrt(Math.max(0, middle - spread)),
    angle: 0.5 * Math.atan2(2 * b, a - c),
  };
}

/**
 * Whether this page can tell the probabilities of these parameters itself: of Gaussian and t components.
 *
 * @param {Parameters} parameters
 */
export function isTellable(parameters) {
  return Boolean(parameters.means && parameters.covariances && !parameters.families);
}

/**
 * The probability of each component for each point, and of noise last if there is any.
 *
 * <p>Points with gaps are judged by nothing: they get the weights.
 *
 * @param {Parameters} parameters
 * @param {(number | null)[][]} rows with the model's columns in order
 * @returns {Float64Array} those of one point side by side
 */
export function responsibilities(parameters, rows) {
  const { weights, noise } = parameters;
  const components = densities(parameters);
  const k = weights.length + (noise ? 1 : 0);
  const out = new Float64Array(rows.length * k);
  const logs = new Float64Array(k);
  rows.forEach((row, n) => {
    const known = row.every((value) => value != null);
    for (let c = 0; c < weights.length; c++) {
      logs[c] = Math.log(weights[c]) + (known ? components[c](/** @type {number[]} */ (row)) : 0);
    }
    if (noise) {
      logs[k - 1] = Math.log(noise.weight) + (known ? noise.logDensity : 0);
    }
    share(logs, out, n * k);
  });
  return out;
}

/**
 * @param {Float64Array} logs
 * @param {Float64Array} out
 * @param {number} from
 */
function share(logs, out, from) {
  const most = Math.max(...logs);
  let sum = 0;
  for (let c = 0; c < logs.length; c++) {
    sum += out[from + c] = Math.exp(logs[c] - most);
  }
  for (let c = 0; c < logs.length; c++) {
    out[from + c] /= sum;
  }
}

/**
 * @param {Parameters['degreesOfFreedom']} degreesOfFreedom of all components, or of each
 * @param {number} component
 * @returns {number | null} null where it is Gaussian
 */
export function tails(degreesOfFreedom, component) {
  return (Array.isArray(degreesOfFreedom) ? degreesOfFreedom[component] : degreesOfFreedom) ?? null;
}

/**
 * @param {Parameters} parameters
 * @returns {((row: number[]) => number)[]} the logarithm of each component's density
 */
export function densities({ means, covariances, degreesOfFreedom }) {
  if (!means || !covariances) {
    return [];
  }
  return means.map((mean, c) => {
    const root = cholesky(covariances[c]);
    const halfLogDeterminant = root.reduce((sum, row, i) => sum + Math.log(row[i]), 0);
    const nu = tails(degreesOfFreedom, c);
    const d = mean.length;
    if (nu == null) {
      return (row) => -halfLogDeterminant - squaredDistance(root, mean, row) / 2 - (d / 2) * Math.log(2 * Math.PI);
    }
    const constant = logGamma((nu + d) / 2) - logGamma(nu / 2) - (d / 2) * Math.log(nu * Math.PI);
    return (row) =>
      constant - halfLogDeterminant - ((nu + d) / 2) * Math.log1p(squaredDistance(root, mean, row) / nu);
  });
}

/**
 * @param {number[][]} matrix
 * @returns {number[][]} L with L·Lᵀ the matrix
 */
function cholesky(matrix) {
  const d = matrix.length;
  const root = matrix.map(() => new Array(d).fill(0));
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let l = 0; l < j; l++) {
        sum -= root[i][l] * root[j][l];
      }
      root[i][j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / root[j][j];
    }
  }
  return root;
}

/**
 * @param {number[][]} root
 * @param {number[]} mean
 * @param {number[]} row
 */
function squaredDistance(root, mean, row) {
  const solved = new Array(mean.length);
  let sum = 0;
  for (let i = 0; i < mean.length; i++) {
    let value = row[i] - mean[i];
    for (let l = 0; l < i; l++) {
      value -= root[i][l] * solved[l];
    }
    solved[i] = value / root[i][i];
    sum += solved[i] * solved[i];
  }
  return sum;
}

/**
 * ln Γ by Stirling's series, from where it is exact to ten digits.
 *
 * @param {number} x above 0
 * @returns {number}
 */
function logGamma(x) {
  let shift = 0;
  while (x < 10) {
    shift -= Math.log(x++);
  }
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}

/**
 * The correlations of a covariance matrix.
 *
 * @param {number[][]} covariance
 * @returns {number[][]}
 */
export function correlations(covariance) {
  return covariance.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : value / Math.sqrt(covariance[i][i] * covariance[j][j]))),
  );
}

/**
 * The most probable component of each point; −1 where that is noise.
 *
 * @param {Float64Array} probabilities
 * @param {number} k with noise
 * @param {boolean} noise
 * @returns {Int16Array}
 */
export function mostProbable(probabilities, k, noise) {
  return Int16Array.from({ length: probabilities.length / k }, (_, n) => {
    let best = 0;
    for (let c = 1; c < k; c++) {
      if (probabilities[n * k + c] > probabilities[n * k + best]) {
        best = c;
      }
    }
    return noise && best === k - 1 ? -1 : best;
  });
}
