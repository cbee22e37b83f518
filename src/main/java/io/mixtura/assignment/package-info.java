/** Queries on a model: the probability of each point under each component. */
@NullMarked
package io.mixtura.assignment;

import org.jspecify.annotations.NullMarked;
