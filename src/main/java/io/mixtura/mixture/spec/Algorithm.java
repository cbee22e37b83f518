package io.mixtura.mixture.spec;

import java.util.Locale;

/** How points are shared out among components while a model is fitted. */
public enum Algorithm {
  /** Expectation-Maximization: every point belongs to every component, with a probability. */
  EM,
  /** KMeans's k-means: every point belongs to the component with the nearest mean. */
  KMEANS;

  /** The name in requests and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
