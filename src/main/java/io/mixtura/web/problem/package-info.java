/**
 * Every refusal and failure as problem details, with what was wrong, where, and what would be
 * right.
 */
@NullMarked
package io.mixtura.web.problem;

import org.jspecify.annotations.NullMarked;
