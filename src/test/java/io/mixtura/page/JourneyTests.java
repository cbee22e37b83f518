package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every journey relies on: that trouble is seen. */
class JourneyTests extends Journey {
  @Test
  void swaggerUiIsWithoutTrouble() {
    open("/swagger-ui.html");
    assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("Mixtura");
  }

  @Test
  void errorsOnTheConsoleAreTrouble() {
    show("<h1>loud</h1>");
    page.evaluate("() => { console.error('loud'); setTimeout(() => { throw Error('late'); }); }");
    page.waitForCondition(() -> !page.pageErrors().isEmpty());
    assertThat(trouble.take().toString()).contains("console: loud", "error: Error: late");
  }

  @Test
  void breachesOfThePolicyAreTrouble() {
    show("<h1 style='color: red'>inline</h1><script>document.title = 'run'</script>");
    assertThat(page.title()).isNotEqualTo("run");
    assertThat(trouble.take().toString())
        .contains("against the policy: script-src-elem", "against the policy: style-src-attr");
  }

  @Test
  void callsElsewhereAreTrouble() {
    show("<h1>calls</h1>");
    page.evaluate("() => fetch('http://elsewhere.example/pixel').catch(() => 0)");
    assertThat(trouble.take().toString())
        .contains("asked somebody else: http://elsewhere.example/pixel");
  }

  @Test
  void refusalsAreTroubleUnlessExpected() {
    show("<h1>asks</h1>");
    trouble.expect(404, "/api/v1/fits/expected");
    page.evaluate("() => fetch('/api/v1/fits/expected')");
    assertThat(trouble.take()).isEmpty();
    page.evaluate("() => fetch('/api/v1/models/other')");
    assertThat(trouble.take().toString()).contains("was refused: GET", "/api/v1/models/other 404");
  }

  @Test
  void axeIsRunPastThePolicy() {
    show("<main><h1>form</h1><input></main>");
    assertThat(AxeFindings.on(page).toString()).contains("critical label");
    show("<main><h1>form</h1><label>Name <input></label></main>");
    AxeFindings.assertNone(page);
    assertThat(trouble.take()).isEmpty();
  }

  /** A document under a policy as strict as the page's. */
  private void show(String body) {
    page.route(
        "**/shown",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setHeaders(
                        Map.of(
                            "Content-Type",
                            "text/html",
                            "Content-Security-Policy",
                            "default-src 'self'; connect-src *"))
                    .setBody("<!doctype html><html lang=en><title>Shown</title>" + body)));
    open("/shown");
  }
}
