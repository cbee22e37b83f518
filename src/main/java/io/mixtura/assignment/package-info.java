/** Endpoints of questions about points: responsibilities, scores, samples, imputation. */
@NullMarked
package io.mixtura.assignment;

import org.jspecify.annotations.NullMarked;
