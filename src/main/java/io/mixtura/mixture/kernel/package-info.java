/** The hot passes over tiles of points; the only code that touches the Vector API. */
@NullMarked
package io.mixtura.mixture.kernel;

import org.jspecify.annotations.NullMarked;
