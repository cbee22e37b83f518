/** What a pass over points leaves behind: sums that an M step is made of, which add up. */
@NullMarked
package io.mixtura.mixture.statistics;

import org.jspecify.annotations.NullMarked;
