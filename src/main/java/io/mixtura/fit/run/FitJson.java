package io.mixtura.fit.run;

import io.mixtura.fit.request.FitRequest;
import io.mixtura.job.Job;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of fits in the texts of their jobs. It outlives changes to how the service reads
 * requests, so its mapper is its own, and lenient.
 */
public final class FitJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private FitJson() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * What the text of a resolved request for a model begins with: its first property is the name.
   */
  public static String startOf(String model) {
    return "{\"model\":" + MAPPER.writeValueAsString(model);
  }

  public static FitRequest request(Job job) {
    return MAPPER.readValue(job.request(), FitRequest.class);
  }

  public static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    return json == null ? null : MAPPER.readValue(json, type);
  }
}
