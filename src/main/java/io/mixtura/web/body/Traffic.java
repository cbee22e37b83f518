package io.mixtura.web.body;

import io.github.bucket4j.Bucket;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What comes in at this process: requests, each of which takes a token of its tenant's and one of
 * all, which come back by the second, and bodies that are being streamed.
 */
@Component
public class Traffic {
  /** A tenant who is not among those that came last begins anew, with all his tokens. */
  static final int TENANTS = 10_000;

  private final Limits limits;
  private final Bucket requests;
  private final Map<Tenant, Bucket> requestsOf =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tenant, Bucket> eldest) {
          return size() > TENANTS;
        }
      };

  private final AtomicInteger streams = new AtomicInteger();

  /** Of tenants that have any. */
  private final Map<Tenant, Integer> streamsOf = new ConcurrentHashMap<>();

  Traffic(Limits limits) {
    this.limits = limits;
    this.requests = bucket(limits.total().requests());
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Lets a request in.
   *
   * @throws Refusal 429 if there have been too many
   */
  void request(Tenant tenant) {
    if (!requestsOf(tenant).tryConsume(1)) {
      throw tooMany(
          "this tenant sends more than %d requests per second (setting mixtura.limits.tenant.requests)"
              .formatted(limits.tenant().requests()));
    }
    if (!requests.tryConsume(1)) {
      throw tooMany(
          "there are more than %d requests per second (setting mixtura.limits.total.requests)"
              .formatted(limits.total().requests()));
    }
  }

  private Bucket requestsOf(Tenant tenant) {
    synchronized (requestsOf) {
      return requestsOf.computeIfAbsent(tenant, _ -> bucket(limits.tenant().requests()));
    }
  }

  /**
   * Lets a body in that is streamed, or an answer out, until what is returned is closed.
   *
   * @throws Refusal 429 if too many are
   */
  Stream stream(Tenant tenant) {
    int mine = streamsOf.merge(tenant, 1, Integer::sum);
    int all = streams.incrementAndGet();
    Stream stream = () -> end(tenant);
    if (mine > limits.tenant().streams()) {
      stream.close();
      throw tooMany(
          "this tenant streams %d bodies and answers already, as many as it may at a time (setting mixtura.limits.tenant.streams)"
              .formatted(limits.tenant().streams()));
    }
    if (all > limits.total().streams()) {
      stream.close();
      throw tooMany(
          "%d bodies and answers are streamed already, as many as may be at a time (setting mixtura.limits.total.streams)"
              .formatted(limits.total().streams()));
    }
    return stream;
  }

  private void end(Tenant tenant) {
    streams.decrementAndGet();
    streamsOf.computeIfPresent(tenant, (_, open) -> open == 1 ? null : open - 1);
  }

  private static Refusal tooMany(String detail) {
    return new Refusal(HttpStatus.TOO_MANY_REQUESTS, detail + "; try again in a moment");
  }

  /** Requests of a tenant whose tokens have not come back yet: about those of the last second. */
  public long requests(Tenant tenant) {
    return limits.tenant().requests() - requestsOf(tenant).getAvailableTokens();
  }

  int tenants() {
    synchronized (requestsOf) {
      return requestsOf.size();
    }
  }

  /** Requests of all tenants whose tokens have not come back yet. */
  public long requests() {
    return limits.total().requests() - requests.getAvailableTokens();
  }

  /** Bodies and answers of a tenant that are being streamed. */
  public int streams(Tenant tenant) {
    return streamsOf.getOrDefault(tenant, 0);
  }

  /** Bodies and answers of all tenants that are being streamed. */
  public int streams() {
    return streams.get();
  }

  /** The time for which a body or an answer is streamed. */
  public interface Stream extends AutoCloseable {
    @Override
    void close();
  }
}
