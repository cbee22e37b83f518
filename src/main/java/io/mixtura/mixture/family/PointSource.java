package io.mixtura.mixture.family;

/** Random points of components, one after the other. */
public interface PointSource {
  /**
   * Draws a point.
   *
   * @param k the component
   * @param point receives its coordinates, as the data have them
   */
  void draw(int k, double[] point);
}
