package io.mixtura.serving.inference;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether a model can be asked. */
@Schema(name = "InferenceReady", description = "Whether a model can be asked")
record ModelReady(String name, boolean ready) {}
