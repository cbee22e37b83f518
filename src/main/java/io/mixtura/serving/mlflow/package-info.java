/** The protocol of MLflow's scoring server. */
@NullMarked
package io.mixtura.serving.mlflow;

import org.jspecify.annotations.NullMarked;
