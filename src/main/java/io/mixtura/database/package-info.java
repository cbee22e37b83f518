/** What a failure tells about the database, and its place on the disk. */
@NullMarked
package io.mixtura.database;

import org.jspecify.annotations.NullMarked;
