/** Keys: what they are, where they are kept, and who makes and revokes them. */
@NullMarked
package io.mixtura.access.key;

import org.jspecify.annotations.NullMarked;
