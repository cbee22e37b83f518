package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameter {@code unknownLevels} of a question about points, as it is documented. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    description =
        "What becomes of a value of a categorical column that the model has not seen: `missing` takes it for a missing value",
    schema =
        @Schema(
            type = "string",
            allowableValues = {"refuse", "missing"},
            defaultValue = "refuse"))
public @interface UnknownLevelsParameter {}
