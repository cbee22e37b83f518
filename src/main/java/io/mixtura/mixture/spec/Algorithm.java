package io.mixtura.mixture.spec;

import java.util.Locale;

/** The algorithm of a fit: how points are shared out among components. */
public enum Algorithm {
  /** Expectation-Maximization: every point belongs to every component, with a probability. */
  EM,
  /** Lloyd's k-means: every point belongs to the component with the nearest mean. */
  KMEANS;

  /** The name in requests and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
