/** The queue: claim, lease, fencing, cancel. Knows nothing of what a job does. */
@NullMarked
package io.mixtura.job;

import org.jspecify.annotations.NullMarked;
