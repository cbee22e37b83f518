/** What the service accepts at most, and bodies that are counted against it. */
@NullMarked
package io.mixtura.web.body;

import org.jspecify.annotations.NullMarked;
