/** The record of who did what to what, from where, and how it ended. */
@NullMarked
package io.mixtura.access.audit;

import org.jspecify.annotations.NullMarked;
