package io.mixtura.assignment.stream;

import io.mixtura.dataset.Intake;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * A question about many rows, whose JSON is another operation: that one documents both. Each format
 * of rows but JSON is taken, and each is answered in.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
    method = RequestMethod.POST,
    consumes = {
      Intake.CSV,
      Intake.OTHER_CSV,
      Intake.NDJSON,
      Intake.JSON_LINES,
      Intake.NPY,
      Intake.NPZ,
      Intake.PARQUET,
      Intake.OTHER_PARQUET
    },
    produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
public @interface RowsQuestion {
  /** Below that of the controller. */
  @AliasFor(annotation = RequestMapping.class, attribute = "path")
  String[] path() default {};
}
