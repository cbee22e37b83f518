package io.mixtura.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The browser of all journeys: started by the first of them, closed after the last test. */
final class SharedBrowser implements AutoCloseable {
  /** How long a page may take over one step. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Playwright playwright;
  private final Browser browser;

  private SharedBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        Program.NODE.path().orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Program.CHROMIUM.path().orElseThrow())
                    // Nobody else is asked, not even for a name.
                    .setArgs(List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
                    .setTimeout(60_000));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
  }

  /** The one of this run. */
  static Browser of(ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(SharedBrowser.class))
        .computeIfAbsent(SharedBrowser.class, key -> new SharedBrowser(), SharedBrowser.class)
        .browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
