/** The Open Inference Protocol, version 2. */
@NullMarked
package io.mixtura.serving.inference;

import org.jspecify.annotations.NullMarked;
