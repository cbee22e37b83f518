/** The listener for connections, guarded against clients that hold them and faults that end it. */
@NullMarked
package io.mixtura.web.listener;

import org.jspecify.annotations.NullMarked;
