/** What is asked of a fit, a selection or a bootstrap. */
@NullMarked
package io.mixtura.mixture.spec;

import org.jspecify.annotations.NullMarked;
