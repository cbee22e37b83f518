package io.mixtura.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on problems is held against what answers can say. */
class ProblemsPageTests {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(/problems/[a-z-]+)` \\| (\\d{3}) \\|");

  @Test
  void everyTypeIsOnThePageWithItsStatusAndNoOtherIs() throws IOException {
    String page = Files.readString(Path.of("src", "docs", "problems.md"));
    assertThat(ROW.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values())
                .map(type -> type.uri() + " " + type.status().value())
                .toList());
  }
}
