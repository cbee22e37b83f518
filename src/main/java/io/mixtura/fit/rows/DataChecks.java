package io.mixtura.fit.rows;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.observations.Observations;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * All checks of a fit that read its data: whether values are missing, whether columns hold what
 * their families, weights and labels can be. What can be known at once is refused before the fit is
 * queued; what takes a pass over large data waits until the fit begins.
 */
@Component
public class DataChecks {
  private final Datasets datasets;
  private final MarkCheck marks;
  private final GapCheck gaps;
  private final FamilyCheck families;

  DataChecks(Datasets datasets) {
    this.datasets = datasets;
    this.marks = new MarkCheck(datasets);
    this.gaps = new GapCheck(datasets);
    this.families = new FamilyCheck(datasets);
  }

  /**
   * Before a fit is queued: by what is known of the dataset. Its rows are read only if they are
   * few, or to name a bad one.
   */
  public ResolvedFit onSubmission(ResolvedFit fit, StoredDataset dataset) {
    marks.checkRange(fit, dataset);
    gaps.checkSummary(fit, dataset);
    return families.check(fit, dataset);
  }

  /** Before a fit on inline data is queued, and before they are stored: by all of them. */
  public ResolvedFit onInline(ResolvedFit fit, InlineData data) {
    marks.check(fit, data);
    return families.check(fit, data);
  }

  /** When a fit begins: by all rows; empty if it is to stop before they are read. */
  public Optional<CheckedFit> atStart(
      ResolvedFit fit, StoredDataset dataset, BooleanSupplier stop) {
    Observations rows = datasets.observations(dataset);
    marks.checkRows(fit, dataset, rows, stop);
    return families
        .complete(fit, rows, stop)
        .map(complete ->
            new CheckedFit(
                complete,
                gaps.select(complete, dataset, rows, stop),
                new FewValues(complete).see(rows, stop).advice()));
  }

  /** What to know of the data before the fit, and what to do about it: by its first rows. */
  public List<String> advice(ResolvedFit fit, StoredDataset dataset) {
    return new FewValues(fit).seeFirst(datasets.observations(dataset)).advice();
  }

  /** The same of inline data. */
  public List<String> advice(ResolvedFit fit, InlineData data) {
    return new FewValues(fit).see(data).advice();
  }
}
