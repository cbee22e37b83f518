package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameter {@code header} of a question about many points, as it is documented. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    description =
        "Whether the first line of a CSV body names the columns. `auto`: it does if no"
            + " cell of it is a number",
    schema =
        @Schema(
            allowableValues = {"auto", "true", "false"},
            defaultValue = "auto"))
public @interface CsvHeaderParameter {}
