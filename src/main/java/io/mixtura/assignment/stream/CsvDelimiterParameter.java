package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameter {@code delimiter} of a question about many points, as it is documented. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    description =
        "What separates the cells of a CSV body: one character, `tab` or `space`; found from the"
            + " first lines unless given")
public @interface CsvDelimiterParameter {}
