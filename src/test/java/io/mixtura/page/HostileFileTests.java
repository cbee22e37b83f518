package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that somebody was sent and opens here: whatever stands in it is text, and stays text. */
class HostileFileTests extends Journey {
  private static final String FILE_NAME = "<b>bold<b> & \"quoted\".csv";

  private static final List<String> COLUMNS =
      List.of(
          "<img src=x onerror=alert(1)>",
          "\"><script>alert(2)</script>",
          "=HYPERLINK(\"http://elsewhere.example\";\"x\")",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "{{7*7}}${7*7}",
          "');alert(3)//",
          "__proto__",
          "constructor",
          "javascript:alert(4)",
          "a".repeat(180));

  /** What the page's own files never make, so that any of it came out of the file. */
  private static final String FOREIGN =
      "main img, main b, main script, main iframe, body > script:not([src]), [onerror], [onclick],"
          + " main a:not([href^='#'])";

  private final List<String> dialogs = new ArrayList<>();

  @BeforeEach
  void watchDialogs() {
    page.onDialog(dialog -> {
      dialogs.add(dialog.message());
      dialog.dismiss();
    });
  }

  @Test
  void namesOfColumnsAndFilesAreText() throws Exception {
    open("/#/data");
    upload(FILE_NAME, csv());
    assertThat(heading()).hasText("<b>bold<b> & \"quoted\"");
    for (String column : COLUMNS) {
      assertThat(
              page.getByRole(
                      AriaRole.CELL, new Page.GetByRoleOptions().setName(column).setExact(true))
                  .first())
          .isVisible();
    }
    page.getByText("All pairs").click();
    assertNothingForeign();

    link("Fit a mixture").click();
    assertThat(page.locator("dl.facts")).containsText("at most");
    page.locator("summary", new Page.LocatorOptions().setHasText("Families column by column"))
        .click();
    assertThat(page.getByLabel(COLUMNS.getFirst()).first()).isVisible();
    assertNothingForeign();

    page.getByLabel("up to").fill("2");
    button("Fit").click();
    assertThat(page.getByText("What came of it")).isVisible();
    assertThat(page.locator(".chart svg text").first()).isVisible();
    assertNothingForeign();

    link("Look at the model").click();
    assertThat(page.locator("form.question")).isVisible();
    assertThat(page.locator("#components .chart svg text").first()).isVisible();
    assertNothingForeign();
    page.getByLabel("To the right").first().selectOption(COLUMNS.getFirst());
    Download drawing = page.waitForDownload(button("SVG").first()::click);
    assertThat(Files.readString(drawing.path()))
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img", "<script");
  }

  @Test
  void formulasInCellsAreToldAsText() {
    trouble.expect(422, "/api/v1/datasets");
    open("/");
    upload(
        "formulas.csv",
        "a,b\n1,2\n=HYPERLINK(\"http://elsewhere.example\"),<img src=x onerror=alert(1)>\n");
    Locator problem = page.getByRole(AriaRole.ALERT);
    assertThat(problem).containsText("is not a number");
    assertThat(
            page.locator("pre")
                .filter(new Locator.FilterOptions().setHasText("<img src=x onerror=alert(1)>")))
        .isVisible();
    assertNothingForeign();
  }

  private void upload(String name, String csv) {
    page.getByLabel("A file with data")
        .setInputFiles(new FilePayload(name, "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertNothingForeign() {
    assertThat(page.locator(FOREIGN)).hasCount(0);
    assertThat(dialogs).isEmpty();
  }

  /** Two clusters that anybody can see, under these names. */
  private static String csv() {
    Random random = new Random(5);
    StringBuilder csv =
        new StringBuilder(
            COLUMNS.stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n")));
    for (int row = 0; row < 120; row++) {
      double centre = row % 2 == 0 ? 0 : 6;
      csv.append(
          COLUMNS.stream()
              .map(name -> String.format(Locale.ROOT, "%.4f", centre + random.nextGaussian()))
              .collect(Collectors.joining(",", "", "\n")));
    }
    return csv.toString();
  }
}
