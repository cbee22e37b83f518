package io.mixtura.serving.inference;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the server says of itself. */
@Schema(name = "InferenceServer", description = "What this server is and can do")
record ServerMetadata(String name, String version, List<String> extensions) {}
