package io.mixtura.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tests that are skipped on a machine without these programs, unless {@code -Djourneys=required}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(Requires.Condition.class)
@interface Requires {
  /** The programs. */
  Program[] value();

  /** Looks for them. */
  final class Condition implements ExecutionCondition {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean isComplete =
          AnnotationSupport.findAnnotation(context.getTestClass(), Requires.class).stream()
              .flatMap(requires -> Stream.of(requires.value()))
              .allMatch(Condition::isHere);
      return isComplete ? ConditionEvaluationResult.enabled("") : incomplete();
    }

    private static boolean isHere(Program program) {
      return program.path().isPresent();
    }

    private static ConditionEvaluationResult incomplete() {
      String reason =
          "The page is not tried in a browser: nowhere on the PATH is there %s. Debian has both: apt-get install chromium nodejs"
              .formatted(
                  Stream.of(Program.values())
                      .filter(program -> !isHere(program))
                      .map(Program::inWords)
                      .collect(Collectors.joining(", nor ")));
      if ("required".equals(System.getProperty("journeys"))) {
        throw new ExtensionConfigurationException(reason);
      }
      // Once, however many tests there are.
      if (!SAID.getAndSet(true)) {
        System.out.println("[WARNING] " + reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
