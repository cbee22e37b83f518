/** Intake, validation and storage of observations. */
@NullMarked
package io.mixtura.dataset;

import org.jspecify.annotations.NullMarked;
