package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.web.body.Limits;
import io.mixtura.web.body.TenantShare;
import io.mixtura.web.body.TotalShare;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Requests as JSON, and what they are resolved to without a service around them. */
public final class Requests {
  static final StoredVersions.Lookup NONE =
      (name, _) -> {
        throw Refusal.notFound("there is no model '%s'".formatted(name));
      };

  /** Six rows of three columns. */
  static final DataShape SHAPE = new DataShape("six-rows", List.of("a", "b", "c"), 6);

  static final Limits LIMITS =
      new Limits(
          1000,
          4,
          5,
          DataSize.ofMegabytes(1),
          DataSize.ofMegabytes(1),
          DataSize.ofKilobytes(1),
          Duration.ofSeconds(10),
          512,
          3,
          75,
          Duration.ofDays(1),
          1000,
          200,
          new TenantShare(100_000, DataSize.ofMegabytes(100), 10, 10, 100, 10),
          new TotalShare(100_000, DataSize.ofMegabytes(100), 10, 100, 10));

  private Requests() {}

  /** Reads a request in which apostrophes stand for quotation marks. */
  static FitRequest request(String json) {
    return JsonMapper.shared().readValue(json.replace('\'', '"'), FitRequest.class);
  }

  public static ResolvedFit resolve(String json) {
    return resolve(json, SHAPE);
  }

  public static ResolvedFit resolve(String json, DataShape shape) {
    return new FitResolver(LIMITS, NONE).resolve(request(json), shape);
  }

  /** For data of up to so many columns. */
  public static ResolvedFit resolve(String json, DataShape shape, int dimensions) {
    Limits limits =
        new Limits(
            LIMITS.values(),
            dimensions,
            LIMITS.components(),
            LIMITS.body(),
            LIMITS.request(),
            LIMITS.bodyRate(),
            LIMITS.headerTime(),
            LIMITS.connections(),
            LIMITS.queue(),
            LIMITS.fitHeap(),
            LIMITS.fitTime(),
            LIMITS.levels(),
            LIMITS.levelLength(),
            LIMITS.tenant(),
            LIMITS.total());
    return new FitResolver(limits, NONE).resolve(request(json), shape);
  }

  static Refusal refusal(String json) {
    return refusal(json, SHAPE);
  }

  static Refusal refusal(String json, DataShape shape) {
    return catchThrowableOfType(Refusal.class, () -> resolve(json, shape));
  }
}
