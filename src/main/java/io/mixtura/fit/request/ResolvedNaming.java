package io.mixtura.fit.request;

import io.mixtura.model.VersionReference;
import io.mixtura.model.document.ModelVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names and numbers that components are to have.
 *
 * @param names one for each; null if none are given
 * @param areOfStart whether they are those of the components that the start gives, or labels do
 * @param alignTo the version whose components those of the fit are numbered after; null for the
 *     order of descending weight
 */
public record ResolvedNaming(
    @Nullable List<String> names, boolean areOfStart, @Nullable ModelVersion alignTo) {

  FitRequest.Naming stated() {
    return new FitRequest.Naming(names, reference());
  }

  /** What names that version for ever, as answers state it. */
  public @Nullable String reference() {
    return alignTo == null ? null : VersionReference.to(alignTo.name(), alignTo.version());
  }
}
