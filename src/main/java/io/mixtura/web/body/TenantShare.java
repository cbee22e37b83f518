package io.mixtura.web.body;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that one tenant may take of the service; settings under {@code mixtura.limits.tenant}.
 *
 * @param values numbers in all datasets together: rows × columns
 * @param bytes bytes that they take up
 * @param queue fits that may wait
 * @param running fits that may run at the same time, in all processes
 * @param requests requests per second, of each process; as many may come at once
 * @param streams bodies and answers that are streamed at the same time, of each process
 */
public record TenantShare(
    @DefaultValue("100000000000") @Min(1) long values,
    @DefaultValue("1TB") DataSize bytes,
    @DefaultValue("100") @Min(1) int queue,
    @DefaultValue("100") @Min(1) int running,
    @DefaultValue("5000") @Min(1) int requests,
    @DefaultValue("256") @Min(1) int streams) {}
