/** The queue: claim, lease, heartbeat, fencing, cancel. Knows nothing of what a job does. */
@NullMarked
package io.mixtura.job;

import org.jspecify.annotations.NullMarked;
