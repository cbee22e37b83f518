package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameter {@code comment} of a question about many points, as it is documented. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    description = "The character that lines of a CSV body begin with that are no rows",
    schema = @Schema(type = "string"))
public @interface CsvCommentParameter {}
