/** Endpoints of datasets, and what is done with them: upload, list, delete. */
@NullMarked
package io.mixtura.dataset;

import org.jspecify.annotations.NullMarked;
