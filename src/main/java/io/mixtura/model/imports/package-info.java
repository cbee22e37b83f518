/** Models that were fitted elsewhere, stored by their parameters. */
@NullMarked
package io.mixtura.model.imports;

import org.jspecify.annotations.NullMarked;
