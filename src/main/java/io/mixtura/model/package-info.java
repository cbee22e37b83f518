/** The registry of models: names and versions. */
@NullMarked
package io.mixtura.model;

import org.jspecify.annotations.NullMarked;
