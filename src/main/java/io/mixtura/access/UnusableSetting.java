package io.mixtura.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A setting that cannot mean what was meant. */
final class UnusableSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSetting(String setting, String value, String right) {
    super("%s holds '%s'; %s".formatted(setting, value, right));
  }

  /** Says so in place of a stack trace. */
  static final class Analyzer extends AbstractFailureAnalyzer<UnusableSetting> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableSetting cause) {
      return new FailureAnalysis(
          String.valueOf(cause.getMessage()),
          "Correct it where the service is started or configured.",
          cause);
    }
  }
}
