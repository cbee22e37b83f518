/** Where observations are kept, by the content that names them: files or tables. */
@NullMarked
package io.mixtura.dataset.store;

import org.jspecify.annotations.NullMarked;
