package io.mixtura.web.body;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that the service accepts; settings under {@code mixtura.limits}. {@code GET
 * /api/v1/limits} shows those that a request can keep to.
 *
 * @param values numbers in a dataset or a sample: rows × columns
 * @param dimensions columns that a dataset may have and a fit may use
 * @param components components k of a mixture
 * @param body bytes of a request body that is streamed (datasets, points)
 * @param request bytes of a request body that is read whole (a fit, with its inline data)
 * @param bodyRate bytes per second that a body comes in with at least; a slower one is answered
 *     with 408
 * @param headerTime how long the header of a request may take to come in
 * @param connections open connections of one address
 * @param queue fits of all tenants that may wait; past it a new one is answered with 429
 * @param fitHeap percent of the heap that one fit may need, as it is estimated
 * @param fitTime how long one fit may take, as it is expected
 * @param levels different texts that a column of text may hold
 * @param levelLength characters of one of them
 * @param tenant the share of one tenant
 * @param total the share of all of them
 */
public record Limits(
    @DefaultValue("1000000000") @Min(1) long values,
    @DefaultValue("1024") @Min(1) int dimensions,
    @DefaultValue("512") @Min(1) int components,
    @DefaultValue("4GB") DataSize body,
    @DefaultValue("16MB") DataSize request,
    @DefaultValue("1KB") DataSize bodyRate,
    @DefaultValue("10s") Duration headerTime,
    @DefaultValue("512") @Min(1) int connections,
    @DefaultValue("1000") @Min(1) int queue,
    @DefaultValue("75") @Min(1) @Max(100) int fitHeap,
    @DefaultValue("1d") Duration fitTime,
    @DefaultValue("1000") @Min(1) int levels,
    @DefaultValue("200") @Min(1) int levelLength,
    @DefaultValue @Valid TenantShare tenant,
    @DefaultValue @Valid TotalShare total) {
  private static final String HELD = Limits.class.getName() + ".held";

  /** Notes in a request how much of its body may be held. */
  void tell(HttpServletRequest asked) {
    asked.setAttribute(HELD, request.toBytes());
  }

  /** Bytes of a request's streamed body that may be held until what they mean is known. */
  public static long held(HttpServletRequest asked) {
    return asked.getAttribute(HELD) instanceof Long bytes ? bytes : 0;
  }
}
