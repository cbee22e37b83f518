/** Conditional and marginal distributions: some columns given others, and whatever the others. */
@NullMarked
package io.mixtura.assignment.conditional;

import org.jspecify.annotations.NullMarked;
