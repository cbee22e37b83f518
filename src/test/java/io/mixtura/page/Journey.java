package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.AriaRole;
import io.mixtura.testing.Api;
import io.mixtura.testing.TemporaryHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Somebody in front of the page, in a real browser: nothing on the screen, in the console or on the
 * wire may go wrong on the way. Of one that fails {@code target/journeys} has a picture and a trace
 * (to be opened with {@code npx playwright show-trace}).
 */
@Requires({Program.CHROMIUM, Program.NODE})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class Journey {
  private static final Path EVIDENCE = Path.of("target", "journeys");

  @LocalServerPort int port;

  /** What is seen. */
  protected Page page;

  /** What the page must not do. */
  protected Trouble trouble;

  /** The same service without the page. */
  protected Api api;

  private BrowserContext context;

  @RegisterExtension final BeforeEachCallback arrival = this::arrive;
  @RegisterExtension final AfterEachCallback departure = this::leave;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    Path home = TemporaryHome.create();
    registry.add("mixtura.home", home::toString);
  }

  /** Another screen than the usual one, or another taste. */
  protected Browser.NewContextOptions screen() {
    return new Browser.NewContextOptions().setViewportSize(1280, 900);
  }

  /** Goes to a path of the service. */
  protected void open(String path) {
    page.navigate(address() + path);
  }

  /** The one heading of a view. */
  protected Locator heading() {
    return page.locator("h1");
  }

  /** A button by its whole name. */
  protected Locator button(String name) {
    return named(AriaRole.BUTTON, name);
  }

  /** A link by its whole name. */
  protected Locator link(String name) {
    return named(AriaRole.LINK, name);
  }

  private Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }

  private void arrive(ExtensionContext test) {
    context = SharedBrowser.of(test).newContext(screen());
    context.setDefaultTimeout(SharedBrowser.PATIENCE.toMillis());
    context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
    trouble = new Trouble(context, address());
    api = new Api(address());
    page = context.newPage();
  }

  private void leave(ExtensionContext test) {
    if (trouble == null) {
      return; // It never arrived, which is what is told.
    }
    List<String> left = trouble.take();
    boolean isWell = left.isEmpty() && test.getExecutionException().isEmpty();
    if (!isWell) {
      keepEvidence(EVIDENCE.resolve(test.getRequiredTestClass().getSimpleName()), test);
    }
    context.close();
    if (test.getExecutionException().isEmpty()) {
      assertThat(left).as("what the page must not do").isEmpty();
    }
  }

  private void keepEvidence(Path folder, ExtensionContext test) {
    String name =
        (test.getRequiredTestMethod().getName() + " " + test.getDisplayName())
            .replaceAll("[^A-Za-z0-9]+", "-");
    try {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
      context.tracing().stop(new Tracing.StopOptions().setPath(folder.resolve(name + ".zip")));
    } catch (PlaywrightException e) {
      System.out.println("No evidence of " + name + ": " + e.getMessage());
    }
  }
}
