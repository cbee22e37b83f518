/** This process's part in the queue: threads that claim jobs and run them, and their upkeep. */
@NullMarked
package io.mixtura.job.crew;

import org.jspecify.annotations.NullMarked;
