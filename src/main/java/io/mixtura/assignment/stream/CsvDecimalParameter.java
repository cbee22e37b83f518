package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameter {@code decimal} of a question about many points, as it is documented. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    description = "What stands before the fraction of a number in a CSV body",
    schema = @Schema(allowableValues = {".", ","}))
public @interface CsvDecimalParameter {}
