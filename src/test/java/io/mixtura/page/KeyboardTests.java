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
  void aSampleIsFittedAndItsModelAsked() {
    open("/");
    assertThat(heading()).isVisible();
    press("Tab");
    assertThat(focus().getFirst()).isEqualTo("Skip to content");
    press("Enter");
    goTo("Old Faithful");
    press("Enter");
    assertThat(heading()).hasText("Fit of old-faithful");
    assertThat(page.getByText("What came of it")).isVisible();

    goTo("The points of old-faithful");
    press("ArrowRight");
    assertThat(page.locator("#announcer")).containsText("eruptions");
    press("Shift+Tab");
    page.evaluate("() => document.getElementById('view').focus()");
    goTo("Look at the model");
    press("Enter");
    assertThat(heading()).containsText("old-faithful");

    goTo("eruptions");
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().type("2");
    press("Enter");
    assertThat(page.locator("form.question")).containsText("Most probably component");
  }

  @Test
  void aQuestionIsAnsweredOrLeftByTheKeyboard() {
    PreparedFit.on(api);
    open("/#/data");
    goTo("Delete views");
    press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    // The browser gives the focus back a moment after the dialog has gone.
    assertThat(button("Delete views")).isFocused();
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
