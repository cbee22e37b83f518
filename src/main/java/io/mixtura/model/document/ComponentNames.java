package io.mixtura.model.document;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the components of a model are called, with names and without. */
public final class ComponentNames {
  private ComponentNames() {}

  /** What a component is called in the header of a table. */
  public static String of(@Nullable List<String> names, int component) {
    return names == null ? "component" + component : names.get(component);
  }

  /** The names of components that stand in another order: entry k was that of {@code order[k]}. */
  public static List<String> reordered(List<String> names, int[] order) {
    return IntStream.range(0, names.size()).mapToObj(k -> names.get(order[k])).toList();
  }
}
