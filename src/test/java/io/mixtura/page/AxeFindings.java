package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds on a view that keeps people out of it. */
final class AxeFindings {
  private static final String AXE = axe();

  /** Serious and critical ones, each with the first elements that have it. */
  private static final String LOOK =
      """
      async () => {
        const found = await axe.run(document, {resultTypes: ['violations']});
        return found.violations
            .filter(finding => ['serious', 'critical'].includes(finding.impact))
            .map(finding => `${finding.impact} ${finding.id}: ${finding.help}; `
                + finding.nodes.slice(0, 3)
                    .map(node => `${node.target} ${node.html} ${node.any.map(check => check.message)}`)
                    .join(' | '));
      }
      """;

  private AxeFindings() {}

  /** Looks at what is shown now. */
  @SuppressWarnings("unchecked")
  static List<String> on(Page page) {
    // Playwright evaluates past the page's policy, and leaves nothing in its document.
    page.evaluate(AXE);
    return (List<String>) page.evaluate(LOOK);
  }

  /** Fails if there is any. */
  static void assertNone(Page page) {
    assertThat(on(page)).as("axe-core on %s", page.url()).isEmpty();
  }

  private static String axe() {
    try (InputStream script = AxeFindings.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
