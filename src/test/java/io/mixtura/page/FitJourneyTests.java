package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From data to an answer, as somebody goes for the first time. */
class FitJourneyTests extends Journey {
  @Test
  void aFileIsFittedAPointAskedAndItsLabelsTaken() throws Exception {
    open("/");
    page.getByLabel("A file with data").setInputFiles(geyser());
    assertThat(heading()).hasText("geyser");
    assertThat(page.getByText("names of the columns")).isVisible();
    assertThat(page.locator("td .histogram")).hasCount(2);

    link("Fit a mixture").click();
    page.getByLabel("up to").fill("2");
    page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("Components"))
        .fill("2");
    assertThat(page.locator("pre[aria-label='The request for curl']"))
        .containsText("\"components\": 2");
    assertThat(page.locator("dl.facts")).containsText("at most");
    button("Fit").click();

    assertThat(heading()).hasText("Fit of geyser");
    assertThat(page.getByText("What came of it")).isVisible();
    assertThat(page.locator(".chart svg text").first()).isVisible();
    link("Look at the model").click();

    assertThat(heading()).containsText("geyser");
    page.getByLabel("eruptions", new Page.GetByLabelOptions().setExact(true)).fill("2");
    page.getByLabel("waiting", new Page.GetByLabelOptions().setExact(true)).fill("50");
    assertThat(page.locator("form.question")).containsText("Most probably component 1");
    assertThat(page).hasURL(Pattern.compile("point=2%2C50"));

    Download labels = page.waitForDownload(button("Labels of all rows as CSV")::click);
    assertThat(labels.suggestedFilename()).isEqualTo("geyser-1-labels.csv");
    List<String> lines = Files.readAllLines(labels.path());
    assertThat(lines).hasSize(1 + 200);
    assertThat(lines.subList(1, lines.size())).containsOnly("0", "1");
  }

  /** README promises it: an answer within ten seconds of the first visit. */
  @Test
  void aSamplePressedIsAnAnswer() {
    open("/");
    page.locator("button.sample").filter(named("Old Faithful")).click();
    assertThat(heading()).hasText("Fit of old-faithful");
    assertThat(page.getByText("What came of it")).isVisible();
    assertThat(page.locator(".legend").first()).containsText("component 1");
  }

  @Test
  void aSelectionShowsItsCriteria() {
    PreparedFit prepared = PreparedFit.on(api);
    open("/#/" + prepared.in("fits/{fit}"));
    Locator candidates = page.locator("section").filter(named("Candidates")).last();
    assertThat(candidates.locator(".chart svg text").first()).isVisible();
    candidates.getByText("As a table").click();
    assertThat(candidates.locator("tbody tr")).hasCount(6);
    assertThat(candidates.locator("tbody tr").filter(named("chosen"))).hasCount(1);
    candidates.getByLabel("Criterion").selectOption("icl");
    assertThat(candidates.locator(".chart svg")).containsText("ICL, lower is better");
  }

  /** A part of the sample, which is another dataset than the whole. */
  private static FilePayload geyser() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src", "main", "resources", "samples", "faithful.csv"));
    byte[] part = String.join("\n", lines.subList(0, 201)).getBytes(StandardCharsets.UTF_8);
    return new FilePayload("geyser.csv", "text/csv", part);
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
