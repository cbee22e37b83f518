package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How fluently 50,000 points are moved. It is told, not demanded: who else works on the machine
 * decides, too. It fails if the points do not move at all.
 */
class FrameRateTests extends Journey {
  private static final int POINTS = 50_000;
  private static final int MOVES = 60;

  /** Counts frames and the time in them that the page's own code takes, from now on. */
  private static final String COUNT =
      """
      () => {
        const seen = window.seen = {frames: 0, from: performance.now(), to: 0};
        const next = () => { seen.frames++; seen.to = performance.now(); requestAnimationFrame(next); };
        requestAnimationFrame(next);
      }
      """;

  private static final String RATE = "() => 1000 * seen.frames / (seen.to - seen.from)";

  @Test
  void fiftyThousandPointsAreMoved() {
    String id =
        api.send("/api/v1/datasets?name=many", "text/csv", points()).json().get("id").asString();
    open("/#/data/" + id);
    Locator plot = page.getByLabel("Scatter plot of many");
    assertThat(plot.locator("text").first()).isVisible();
    plot.scrollIntoViewIfNeeded();
    String before = plot.innerText();
    BoundingBox box = plot.boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.evaluate(COUNT);
    for (int move = 1; move <= MOVES; move++) {
      page.mouse().move(x + 2 * move, y + move);
    }
    double rate = ((Number) page.evaluate(RATE)).doubleValue();
    page.mouse().up();
    System.out.printf(Locale.ROOT, "%,d points are moved at %.0f frames a second%n", POINTS, rate);
    assertThat(plot).not().hasText(before);
  }

  private static String points() {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < POINTS; i++) {
      double centre = 4 * (i % 5);
      csv.append(
          String.format(
              Locale.ROOT, "%.4f,%.4f%n", centre + random.nextGaussian(), random.nextGaussian()));
    }
    return csv.toString();
  }
}
