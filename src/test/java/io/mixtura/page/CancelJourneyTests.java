package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mixtura.testing.LongFit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fit that takes its time: it is watched, cancelled, resumed and watched again. */
class CancelJourneyTests extends Journey {
  private static final String REQUEST =
      """
      {"model":"long","datasetId":"%s","components":6,"restarts":5,"acceleration":"none",
       "convergence":{"tolerance":0,"maxIterations":100000},"seed":7}
      """;

  private static final Pattern ITERATION = Pattern.compile("iteration [1-9]");

  @AfterEach
  void end() {
    String fit = api.get("/api/v1/fits/latest").json().path("id").asString("none");
    api.post("/api/v1/fits/%s/cancel".formatted(fit), "");
  }

  @Test
  void itIsCancelledAndGoesOnFromWhereItWas() {
    String data =
        api.send("/api/v1/datasets", "text/csv", LongFit.overlappingClusters(11, 4000))
            .json()
            .get("id")
            .asString();
    String fit = LongFit.submit(api, data, REQUEST);
    open("/#/fits/" + fit);

    Locator progress = page.getByLabel("How far it is");
    assertThat(progress).isVisible();
    assertThat(page.getByText(ITERATION)).isVisible();
    Locator ellipse = page.locator(".scatter svg ellipse, .scatter svg g path").first();
    String before = ellipse.evaluate("it => it.outerHTML").toString();
    page.waitForCondition(() -> !ellipse.evaluate("it => it.outerHTML").toString().equals(before));
    assertThat(page.locator(".chart svg text").first()).isVisible();

    button("Cancel").click();
    assertThat(page.locator(".state")).hasText("cancelled");
    assertThat(page.getByText("can go on from where it was")).isVisible();
    assertThat(progress).isHidden();

    button("Resume").click();
    assertThat(page.getByText(ITERATION)).isVisible();
    assertThat(page.locator(".state")).hasText("running");
    assertThat(progress).isVisible();
  }
}
