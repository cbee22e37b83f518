package io.mixtura.model;

import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for what the components of a model may be called. */
public final class NamedComponents {
  private static final String AT = "/componentNames";
  private static final int LONGEST = 100;

  /** What columns of answers are called besides. */
  private static final Pattern TAKEN =
      Pattern.compile("component[0-9]*|noise|mostProbable|logDensity", Pattern.CASE_INSENSITIVE);

  private NamedComponents() {}

  /** Notes what is wrong with names, of which there must be one for each component. */
  public static void check(
      List<? extends @Nullable String> names, int components, Findings findings) {
    findings.require(
        names.size() == components,
        AT,
        "there are %d names for %d component%s; each needs one",
        names.size(),
        components,
        components == 1 ? "" : "s");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean isName =
          findings.require(
              name != null && isName(name),
              AT + "/" + i,
              "the name of a component has 1 to %d characters, not all of them blank and none of them a control character, and is not that of another column of answers (component0, noise, mostProbable, logDensity)",
              LONGEST);
      if (isName) {
        findings.require(
            seen.add(String.valueOf(name)),
            AT + "/" + i,
            "two components are named '%s'; each needs a name of its own",
            name);
      }
    }
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && Printable.is(name)
        && !TAKEN.matcher(name).matches();
  }
}
