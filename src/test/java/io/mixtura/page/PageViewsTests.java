package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every view, opened afresh by its address: it shows what it is to show, axe-core finds nothing in
 * light and in dark, and it fits on a telephone and on a wall. {@code -Djourneys.shots=FOLDER}
 * keeps pictures.
 */
class PageViewsTests extends Journey {
  /** Elements that reach beyond the screen, but for those that scroll within themselves. */
  private static final String TOO_WIDE =
      """
      () => {
        const width = document.documentElement.clientWidth;
        return document.documentElement.scrollWidth <= width ? '' : [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120)).join('\\n');
      }
      """;

  /** A view: its address, in which names of what there is stand in braces, and what is on it. */
  private enum View {
    START("", "Which groups are in your data?", "button.sample .scatter"),
    DATA("data", "Data", "td a"),
    DATASET("data/{dataset}", "views", ".histogram"),
    FORM("fit?datasetId={dataset}", "Fit a mixture to views", "dl.facts"),
    FIT("fits/{fit}", "Fit of views", ".chart svg text"),
    MODELS("models", "Models", "td a"),
    MODEL("models/views/versions/1", "views version 1", ".scatter text"),
    COMPARE("compare?a=views%2F1&b=views-hard%2F1", "Compare two models", ".scatter text"),
    FITS("fits", "Fits", "td .state"),
    NOTHING("no/such/view", "Nothing here", "a[href='#/']"),
    GONE("fits/gone", "Not there", ".problem");

    private final String address;
    private final String heading;
    private final String content;

    View(String address, String heading, String content) {
      this.address = address;
      this.heading = heading;
      this.content = content;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyViewIsForEverybody(View view) {
    if (view == View.GONE) {
      trouble.expect(404, "/api/v1/fits/gone");
    }
    PreparedFit prepared = PreparedFit.on(api);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    open("/#/" + prepared.in(view.address));
    assertThat(page.locator("h1")).hasText(view.heading);
    assertThat(page.locator(view.content).first()).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(page.title()).endsWith("Mixtura");
    keep(view, "light");
    AxeFindings.assertNone(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    keep(view, "dark");
    AxeFindings.assertReadable(page);
    for (int width : new int[] {375, 2560}) {
      page.setViewportSize(width, 900);
      keep(view, width + "px");
      assertThat(page.evaluate(TOO_WIDE)).as("%s at %d pixels", view, width).isEqualTo("");
    }
  }

  private void keep(View view, String look) {
    String folder = System.getProperty("journeys.shots");
    if (folder != null) {
      String name = "%s-%s.png".formatted(view.name().toLowerCase(Locale.ROOT), look);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name)).setFullPage(true));
    }
  }
}
