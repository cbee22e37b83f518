/** Copies of all that is stored, made while the service runs. */
@NullMarked
package io.mixtura.backup;

import org.jspecify.annotations.NullMarked;
