/** Answers as JSON, CSV and npy. */
@NullMarked
package io.mixtura.assignment.format;

import org.jspecify.annotations.NullMarked;
