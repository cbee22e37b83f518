/** Fits as jobs: from a claimed job to a stored model. */
@NullMarked
package io.mixtura.fit.run;

import org.jspecify.annotations.NullMarked;
