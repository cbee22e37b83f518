package io.mixtura.assignment.stream;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of many points as JSON; they are read one by one. */
@Schema(
    description =
        "Points; records, `[{\"eruptions\":3,\"waiting\":65}]`, and what pandas writes with `orient=\"split\"` are understood, too")
record Points(
    @Schema(
            description =
                "Names of the columns, best before the rows. The model's columns are picked by name, in"
                    + " any order, and others are ignored. Without it, the rows hold the model's"
                    + " columns in its order",
            nullable = true)
        @Nullable List<String> columns,
    @Schema(
            description =
                "One array per point of numbers, and of texts where the model was fitted to text; null for a value that is missing")
        List<List<@Nullable Object>> rows) {}
