/** Queries on a model: components, density, random points, some columns given others. */
@NullMarked
package io.mixtura.assignment;

import org.jspecify.annotations.NullMarked;
