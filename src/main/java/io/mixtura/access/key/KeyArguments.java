package io.mixtura.access.key;

import io.mixtura.caller.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What stands behind {@code keys} on the command line.
 *
 * @param action what is to be done: the first word
 * @param words further words
 * @param options those of this command, {@code --tenant acme} or {@code --tenant=acme}
 * @param settings those of the service, which have dots in their names
 */
record KeyArguments(
    String action, List<String> words, Map<String, String> options, List<String> settings) {
  static final String USAGE =
      """
      keys create --tenant NAME --scopes %s [--name TEXT] [--expires 90d or 2027-01-31T00:00:00Z]
      keys list [--tenant NAME]
      keys revoke ID

      Settings of the service may follow, such as --mixtura.home=… or --spring.datasource.url=…\
      """
          .formatted(Scope.codes(Scope.ALL).replace(", ", ","));

  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "create", Set.of("tenant", "scopes", "name", "expires"),
          "list", Set.of("tenant"),
          "revoke", Set.of());

  /**
   * Reads them.
   *
   * @throws Misused if they are not understood
   */
  static KeyArguments of(List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      String[] parts = argument.substring(2).split("=", 2);
      if (parts[0].contains(".")) {
        settings.add(argument);
      } else if (parts.length == 2) {
        options.put(parts[0], parts[1]);
      } else if (i + 1 < arguments.size()) {
        options.put(parts[0], arguments.get(++i));
      } else {
        throw new Misused("%s needs a value".formatted(argument));
      }
    }
    return checked(words, options, settings);
  }

  private static KeyArguments checked(
      List<String> words, Map<String, String> options, List<String> settings) {
    String action = words.isEmpty() ? "" : words.getFirst();
    Set<String> known = OPTIONS.get(action);
    if (known == null) {
      throw new Misused(
          action.isEmpty() ? "what is to be done?" : "there is no 'keys %s'".formatted(action));
    }
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw new Misused("'keys %s' has no option --%s".formatted(action, option));
      }
    }
    int expected = action.equals("revoke") ? 2 : 1;
    if (words.size() != expected) {
      throw new Misused(
          words.size() > expected
              ? "'%s' is one word too many".formatted(words.get(expected))
              : "the id of the key is missing");
    }
    return new KeyArguments(action, words.subList(1, words.size()), options, settings);
  }

  /** The key that is to be made, not yet checked. */
  NewKey wanted(Instant now) {
    String scopes = options.get("scopes");
    return new NewKey(
        options.get("tenant"),
        scopes == null ? null : Arrays.stream(scopes.split(",")).map(String::strip).toList(),
        options.get("name"),
        expiry(options.get("expires"), now));
  }

  private static @Nullable Instant expiry(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : now.plus(DurationStyle.detectAndParse(text));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
      throw new Misused(
          "--expires is '%s'; write a time from now, such as 90d, or a date such as 2027-01-31T00:00:00Z"
              .formatted(text));
    }
  }

  /** A command that is not understood. */
  static final class Misused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misused(String problem) {
      super(problem);
    }
  }
}
