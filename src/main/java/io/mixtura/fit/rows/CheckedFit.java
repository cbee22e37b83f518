package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.observations.Observations;
import java.util.List;

/**
 * A fit that can begin: all of its data have been looked at.
 *
 * @param resolved which knows the levels of categorical columns now
 * @param rows its part of the dataset
 * @param advice what to know of the data, and what to do about it
 */
public record CheckedFit(ResolvedFit resolved, Observations rows, List<String> advice) {}
