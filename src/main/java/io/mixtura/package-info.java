/** Mixtura: soft clustering by Expectation-Maximization, as a service. */
@NullMarked
package io.mixtura;

import org.jspecify.annotations.NullMarked;
