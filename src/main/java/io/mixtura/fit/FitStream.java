package io.mixtura.fit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One stream of events, on the thread of its request: a loop over what is new. */
final class FitStream {
  private static final byte[] RETRY = ascii("retry: 1000\n\n");

  /** A process that goes down has others beside it, or comes back. */
  private static final byte[] COME_BACK = ascii("retry: 3000\n\n");

  private static final byte[] COMMENT = ascii(": nothing new\n\n");

  /** So that proxies see that it lives, and it sees that somebody reads. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** After which whoever watches has to show his key again. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** In the place of the id of an event, if none was seen. */
  static final long NEVER = -1;

  private final FitWatch watch;
  private final OutputStream out;
  private final boolean isBack;
  private final boolean wantsModels;
  private long last;
  private long wroteAt = System.nanoTime();
  private FitWatch.Told told = FitWatch.Told.NOTHING;

  /**
   * A stream that has not begun.
   *
   * @param last the id of the last event that was seen; {@link #NEVER} if none was
   */
  FitStream(FitWatch watch, OutputStream out, long last, boolean wantsModels) {
    this.watch = watch;
    this.out = out;
    this.isBack = last != NEVER;
    this.last = last;
    this.wantsModels = wantsModels;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the last event that was seen is the last of all; waits until that is known. */
  boolean hasNothing() {
    while (isBack) {
      long seen = watch.news().count();
      FitWatch.Told now = watch.told();
      if (now != FitWatch.Told.NOTHING) {
        return now.end() != null && now.end().id() <= last;
      }
      if (!watch.news().await(seen, SILENCE.toNanos())) {
        return false;
      }
    }
    return false;
  }

  /** Writes events until the fit, this process or the time comes to its end. */
  void run() throws IOException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    write(RETRY);
    while (true) {
      long seen = watch.news().count();
      FitWatch.Told now = watch.told();
      tell(now);
      if (now.end() != null || now.isGone()) {
        break;
      }
      if (now.isClosing() || System.nanoTime() >= deadline) {
        write(COME_BACK);
        break;
      }
      out.flush();
      long silence = SILENCE.toNanos() - (System.nanoTime() - wroteAt);
      if (silence <= 0) {
        write(COMMENT);
      } else if (!watch.news().await(seen, silence)) {
        break;
      }
    }
    out.flush();
  }

  private void tell(FitWatch.Told now) throws IOException {
    FitEvent state = now.state();
    if (state != null && state != told.state()) {
      write(state.text().bytes());
    }
    for (FitEvent event : now.past()) {
      if (isBack || !event.isReplayed()) {
        number(event);
      }
    }
    if (now.progress() != null) {
      number(now.progress());
    }
    FitEvent model = now.model();
    if (wantsModels && model != null && model != told.model()) {
      write(model.text().bytes());
    }
    if (now.end() != null) {
      number(now.end());
    }
    told = now;
  }

  private void number(FitEvent event) throws IOException {
    if (event.id() > last) {
      last = event.id();
      write(event.text().bytes());
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    wroteAt = System.nanoTime();
  }
}
