package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What axe-core finds on a view that keeps people out of it. */
final class AxeFindings {
  private static final String AXE = axe();

  /** Serious and critical ones, each with the first elements that have it. */
  private static final String LOOK =
      """
      async rules => {
        const found = await axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})});
        return found.violations
            .filter(finding => ['serious', 'critical'].includes(finding.impact))
            .map(finding => `${finding.impact} ${finding.id}: ${finding.help}; `
                + finding.nodes.slice(0, 3)
                    .map(node => `${node.target} ${node.html} ${node.any.map(check => check.message)}`)
                    .join(' | '));
      }
      """;

  private AxeFindings() {}

  /** Looks at what is shown now, with all rules. */
  static List<String> on(Page page) {
    // Playwright evaluates past the page's policy.
    page.evaluate(AXE);
    return look(page, null);
  }

  /** Fails if there is any. */
  static void assertNone(Page page) {
    assertThat(on(page)).as("axe-core on %s", page.url()).isEmpty();
  }

  /** Fails if other colours than those that {@link #on} has seen are too much alike. */
  static void assertReadable(Page page) {
    assertThat(look(page, "color-contrast")).as("contrast on %s", page.url()).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<String> look(Page page, @Nullable String rule) {
    return (List<String>) page.evaluate(LOOK, rule);
  }

  private static String axe() {
    try (InputStream script = AxeFindings.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
