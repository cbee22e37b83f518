package io.mixtura.web.body;

import io.swagger.v3.oas.annotations.media.Schema;

/** A share as it is shown. */
@Schema(name = "Share", description = "The most that a tenant, or all of them, may take")
record ShareView(
    @Schema(description = "Numbers in all datasets: rows × columns", example = "100000000000")
        long values,
    @Schema(description = "Bytes that datasets take up", example = "1099511627776") long bytes,
    @Schema(description = "Fits that wait", example = "100") int queued,
    @Schema(description = "Fits that run; others wait", example = "100") int running,
    @Schema(description = "Requests per second, of each process", example = "5000") int requests,
    @Schema(description = "Bodies streamed at the same time, of each process", example = "256")
        int streams) {

  static ShareView of(TenantShare share) {
    return new ShareView(
        share.values(),
        share.bytes().toBytes(),
        share.queue(),
        share.running(),
        share.requests(),
        share.streams());
  }

  static ShareView of(Limits limits) {
    TotalShare share = limits.total();
    return new ShareView(
        share.values(),
        share.bytes().toBytes(),
        limits.queue(),
        share.running(),
        share.requests(),
        share.streams());
  }
}
