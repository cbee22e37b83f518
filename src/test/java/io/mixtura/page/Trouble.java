package io.mixtura.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page must not do, whatever the journey: errors, breaches of its policy, calls elsewhere.
 */
final class Trouble {
  /** The browser's own line about each answer from 400 on, which {@link #look} tells better. */
  private static final String ANSWERED = "Failed to load resource: the server responded";

  private final String address;
  private final List<String> seen = new ArrayList<>();
  private final List<Refusal> expected = new ArrayList<>();

  private record Refusal(int status, String path) {}

  /** Watches all pages of a context, which is to speak with this address alone. */
  Trouble(BrowserContext context, String address) {
    this.address = address;
    // Not every breach of the policy is an error on the console; all of them are events.
    context.addInitScript(
        """
        document.addEventListener('securitypolicyviolation', breach => console.error(
            `against the policy: ${breach.violatedDirective} ${breach.blockedURI} ${breach.sample}`));
        """);
    context.onConsoleMessage(this::look);
    context.onWebError(error -> seen.add("error: " + error.error()));
    context.onRequest(this::look);
    context.onResponse(this::look);
  }

  /** The journey will be refused: that is its point. */
  void expect(int status, String path) {
    expected.add(new Refusal(status, path));
  }

  /** Everything so far, which is forgotten. */
  List<String> take() {
    List<String> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  private void look(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().startsWith(ANSWERED)) {
      seen.add("console: %s (%s)".formatted(message.text(), message.location()));
    }
  }

  private void look(Request request) {
    if (request.url().startsWith("http") && !request.url().startsWith(address + "/")) {
      seen.add("asked somebody else: " + request.url());
    }
  }

  private void look(Response response) {
    if (response.status() >= 400
        && expected.stream()
            .noneMatch(refusal ->
                refusal.status == response.status() && response.url().contains(refusal.path))) {
      seen.add(
          "was refused: %s %s %d"
              .formatted(response.request().method(), response.url(), response.status()));
    }
  }
}
