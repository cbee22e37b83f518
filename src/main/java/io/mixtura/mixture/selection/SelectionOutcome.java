package io.mixtura.mixture.selection;

import io.mixtura.mixture.fitting.FitOutcome;
import java.util.List;

/**
 * The outcome of a selection: that of the candidate that was chosen, and how the others did.
 *
 * @param outcome that of the candidate that was chosen; if it was stopped, the best so far
 * @param checkpoint where it stood
 * @param candidates what each came to, in order; empty if there was only one
 * @param chosen number of the candidate that the outcome is of
 */
public record SelectionOutcome(
    FitOutcome outcome, SelectionCheckpoint checkpoint, List<Candidate> candidates, int chosen) {}
