/** Who may call the service: hosts, origins and proxies that are believed. */
@NullMarked
package io.mixtura.access;

import org.jspecify.annotations.NullMarked;
