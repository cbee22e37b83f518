package io.mixtura.mixture.fitting;

import java.util.List;

/** The numbers of some components, as sentences have them. */
final class ComponentNames {
  private ComponentNames() {}

  /** {@code component 1}, or {@code components 1, 3 and 4}. */
  static String of(List<Integer> numbers) {
    return numbers.size() == 1
        ? "component " + numbers.getFirst()
        : "components " + listed(numbers);
  }

  /** {@code 1, 3 and 4}. */
  static String listed(List<Integer> numbers) {
    List<String> texts = numbers.stream().map(Object::toString).toList();
    int last = texts.size() - 1;
    return String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
  }
}
