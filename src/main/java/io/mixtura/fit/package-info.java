/** Endpoints of fits: what is asked for, where it stands, and what it came to. */
@NullMarked
package io.mixtura.fit;

import org.jspecify.annotations.NullMarked;
