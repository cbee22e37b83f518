/** Where the EM loop begins: starts of several kinds, and which of them are worth following. */
@NullMarked
package io.mixtura.mixture.start;

import org.jspecify.annotations.NullMarked;
