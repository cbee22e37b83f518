package io.mixtura.model.document;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rule for what the components of a model may be called, and how they are without names. */
public final class ComponentNames {
  private static final int LONGEST = 100;

  /** What columns of answers are called besides. */
  private static final Pattern TAKEN =
      Pattern.compile("component[0-9]*|noise|mostProbable|logDensity", Pattern.CASE_INSENSITIVE);

  private ComponentNames() {}

  /**
   * Checks names, one for each component.
   *
   * @param wrong is told of each place, from 0 or −1 for all of them, what is wrong there
   */
  public static void check(
      List<? extends @Nullable String> names, int components, BiConsumer<Integer, String> wrong) {
    if (names.size() != components) {
      wrong.accept(
          -1,
          "there are %d names for %d component%s; each needs one"
              .formatted(names.size(), components, components == 1 ? "" : "s"));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name == null || !isName(name)) {
        wrong.accept(
            i,
            "the name of a component has 1 to %d characters, not all of them blank and none of them a control character, and is not that of another column of answers (component0, noise, mostProbable, logDensity)"
                .formatted(LONGEST));
      } else if (!seen.add(name)) {
        wrong.accept(
            i, "two components are named '%s'; each needs a name of its own".formatted(name));
      }
    }
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl)
        && !TAKEN.matcher(name).matches();
  }

  /** What a component is called in the header of a table. */
  public static String of(@Nullable List<String> names, int component) {
    return names == null ? "component" + component : names.get(component);
  }

  /** The names of components that stand in another order: entry k was that of {@code order[k]}. */
  public static List<String> reordered(List<String> names, int[] order) {
    return IntStream.range(0, names.size()).mapToObj(k -> names.get(order[k])).toList();
  }
}
