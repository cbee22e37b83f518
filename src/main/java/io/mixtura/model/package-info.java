/** The registry of fitted models: immutable versions with their provenance. */
@NullMarked
package io.mixtura.model;

import org.jspecify.annotations.NullMarked;
