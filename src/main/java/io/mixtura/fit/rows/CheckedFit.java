package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.observations.Observations;

/**
 * A fit that can begin: all of its data have been looked at.
 *
 * @param resolved which knows the levels of categorical columns now
 * @param rows its part of the dataset
 */
public record CheckedFit(ResolvedFit resolved, Observations rows) {}
