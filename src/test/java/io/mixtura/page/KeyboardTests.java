package io.mixtura.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from data to an answer with no hand on the mouse. */
class KeyboardTests extends Journey {
  private static final int MOST_STOPS = 80;

  /** What the next key goes to, in a few words, and whether one sees that. */
  private static final String FOCUS =
      """
      () => {
        const at = document.activeElement;
        const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '';
        const seen = at.matches('main, body, h1, h2') || getComputedStyle(at).outlineStyle !== 'none'
            || at.closest(':focus-within')?.matches('.drop');
        return [name.trim(), String(seen)];
      }
      """;

  @Test
  void aQuestionIsAnsweredOrLeftByTheKeyboard() {
    PreparedFit.on(api);
    open("/#/data");
    goTo("Delete views");
    press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(focus().getFirst()).isEqualTo("Delete views");
    assertThat(link("views")).isVisible();
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void goTo(String beginning) {
    List<String> stops = new ArrayList<>();
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      press("Tab");
      List<String> focus = focus();
      stops.add(focus.getFirst());
      assertThat(focus.getLast()).as("one sees that %s has the focus", focus).isEqualTo("true");
      if (focus.getFirst().startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError(beginning + " is not among " + stops);
  }

  @SuppressWarnings("unchecked")
  private List<String> focus() {
    return (List<String>) page.evaluate(FOCUS);
  }
}
