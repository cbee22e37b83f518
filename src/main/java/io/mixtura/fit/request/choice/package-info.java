/** Parts of a request that are one thing, or several to choose from. */
@NullMarked
package io.mixtura.fit.request.choice;

import org.jspecify.annotations.NullMarked;
