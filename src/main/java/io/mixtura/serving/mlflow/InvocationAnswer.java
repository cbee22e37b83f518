package io.mixtura.serving.mlflow;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The shape of an answer of MLflow's scoring server. */
@Schema(
    name = "InvocationAnswer",
    description = "What a model says of points, for MLflow's clients")
record InvocationAnswer(
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "One per point, as the rows of `…/responsibilities`; or numbers of components"),
            schema = @Schema(implementation = Object.class))
        List<Object> predictions) {}
