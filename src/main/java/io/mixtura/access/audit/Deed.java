package io.mixtura.access.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did or tried to do.
 *
 * @param number its place in the order of writing
 * @param request the id of the request, which the answer has in its header
 * @param tenant of the caller; null if he is not known
 * @param caller the id of his key, the subject of his token, {@code anybody} where no keys are
 *     asked for, {@code nobody} if he is not known
 * @param operation as the description of the API names it, else the method
 * @param object the path of what it was done to, or of what was made
 * @param address he called from
 * @param status of the answer
 */
public record Deed(
    long number,
    Instant at,
    UUID request,
    @Nullable String tenant,
    String caller,
    String operation,
    String object,
    String address,
    int status) {}
