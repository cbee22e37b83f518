package io.mixtura.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
public @interface Requires {
  /** The programs. */
  Program[] value();

  /** Looks for them. */
  final class Condition implements ExecutionCondition {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<Program> missing =
          AnnotationSupport.findAnnotation(context.getTestClass(), Requires.class).stream()
              .flatMap(requires -> Stream.of(requires.value()))
              .filter(program -> !isHere(program))
              .toList();
      return missing.isEmpty() ? ConditionEvaluationResult.enabled("") : incomplete(missing);
    }

    private static boolean isHere(Program program) {
      return program.path().isPresent();
    }

    private static ConditionEvaluationResult incomplete(List<Program> missing) {
      String reason =
          "The page and clients of other languages are not tried: nowhere on the PATH is there %s. Debian has all: apt-get install chromium nodejs python3-venv"
              .formatted(
                  missing.stream().map(Program::inWords).collect(Collectors.joining(", nor ")));
      if ("required".equals(System.getProperty("journeys"))) {
        throw new ExtensionConfigurationException(reason);
      }
      // Once, however many tests there are.
      if (SAID.add(reason)) {
        System.out.println("[WARNING] " + reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
