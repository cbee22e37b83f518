/** What a tenant, and all of them, take of the service, beside what they may. */
@NullMarked
package io.mixtura.usage;

import org.jspecify.annotations.NullMarked;
