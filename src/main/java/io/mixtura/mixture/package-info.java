/**
 * The mathematics: models, E step, M step, the EM loop, initialization. No Spring, JSON, SQL or
 * HTTP.
 */
@NullMarked
package io.mixtura.mixture;

import org.jspecify.annotations.NullMarked;
