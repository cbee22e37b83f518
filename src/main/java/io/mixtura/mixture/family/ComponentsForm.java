package io.mixtura.mixture.family;

import java.io.Serializable;

/**
 * Components in plain arrays: what checkpoints hold of them, and what is sent to where points are.
 *
 * @param family to which they belong
 * @param dimensions number of encoded columns
 * @param numbers those of each component, see {@link Components#numbers}
 */
record ComponentsForm(ComponentFamily family, int dimensions, double[][] numbers)
    implements Serializable {

  static ComponentsForm of(Components components) {
    double[][] numbers = new double[components.count()][];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = components.numbers(k);
    }
    return new ComponentsForm(components.family(), components.dimensions(), numbers);
  }

  /** The components themselves, bit for bit. */
  Components components() {
    return family.of(numbers, dimensions);
  }

  private Object readResolve() {
    return components();
  }
}
