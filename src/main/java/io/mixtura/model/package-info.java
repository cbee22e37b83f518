/** The registry of models, fitted or imported: immutable versions with their provenance. */
@NullMarked
package io.mixtura.model;

import org.jspecify.annotations.NullMarked;
