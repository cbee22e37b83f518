/** Which of one set goes with which of another. */
@NullMarked
package io.mixtura.mixture.matching;

import org.jspecify.annotations.NullMarked;
