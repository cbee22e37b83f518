/** How far a component spreads. */

import { tails } from './mixture.js';

/** @import {Parameters} from './types.js' */

/**
 * The standard deviation of a component in one of its columns; of a t component without a variance its scale.
 *
 * @param {Parameters} parameters with covariances
 * @param {number} component
 * @param {number} i
 * @returns {number}
 */
export function spread({ covariances, degreesOfFreedom }, component, i) {
  const variance = covariances?.[component][i][i] ?? 0;
  const nu = tails(degreesOfFreedom, component);
  return Math.sqrt(variance * (nu != null && nu > 2 ? nu / (nu - 2) : 1));
}
