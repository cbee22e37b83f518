package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import java.util.List;

/**
 * The models that fits of other components to the same data have led to, in the units of the fit: a
 * search begins with what these say of the points.
 *
 * @param alike of as many components, of other forms
 * @param fewer of one component less, of the same form
 * @param areAll whether nothing else is to be tried
 */
public record Neighbours(List<MixtureModel> alike, List<MixtureModel> fewer, boolean areAll) {
  /** Of a fit that is alone. */
  public static final Neighbours NONE = new Neighbours(List.of(), List.of(), false);

  boolean areNone() {
    return alike.isEmpty() && fewer.isEmpty();
  }
}
