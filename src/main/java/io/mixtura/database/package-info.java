/** What a failure tells about the database. */
@NullMarked
package io.mixtura.database;

import org.jspecify.annotations.NullMarked;
