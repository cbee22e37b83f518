package io.mixtura.web.body;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that all tenants together may take of the service; settings under {@code
 * mixtura.limits.total}. How many fits may wait is {@link Limits#queue()}.
 *
 * @param values numbers in all datasets together: rows × columns
 * @param bytes bytes that they take up
 * @param running fits that may run at the same time, in all processes
 * @param requests requests per second, of each process; as many may come at once
 * @param streams bodies and answers that are streamed at the same time, of each process
 */
public record TotalShare(
    @DefaultValue("1000000000000") @Min(1) long values,
    @DefaultValue("10TB") DataSize bytes,
    @DefaultValue("1000") @Min(1) int running,
    @DefaultValue("20000") @Min(1) int requests,
    @DefaultValue("512") @Min(1) int streams) {}
