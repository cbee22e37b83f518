package io.mixtura.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThrottledWarningTests {

  @Test
  void whatHappensToAllIsSaidOnceWithItsCause() {
    LoggerContext context = new LoggerContext();
    Logger log = context.getLogger("test");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    ThrottledWarning said = new ThrottledWarning(log, "The disk is full");

    for (int i = 0; i < 1000; i++) {
      said.warn(new IllegalStateException(new IOException("No space left on device")));
    }

    // A second one only where the thousand took ten seconds.
    assertThat(lines.list).hasSizeBetween(1, 2);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .isEqualTo("The disk is full: java.io.IOException: No space left on device");
  }
}
