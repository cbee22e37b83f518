package io.mixtura.fit;

import io.mixtura.mixture.Observations;

/**
 * A fit that can begin: all of its data have been looked at.
 *
 * @param resolved which knows the levels of categorical columns now
 * @param rows its part of the dataset
 */
record CheckedFit(ResolvedFit resolved, Observations rows) {}
