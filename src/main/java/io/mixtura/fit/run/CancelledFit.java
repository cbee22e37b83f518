package io.mixtura.fit.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mixtura.model.document.ModelDocument;
import org.jspecify.annotations.Nullable;

/**
 * What the job of a cancelled fit keeps.
 *
 * @param best as the fit is answered
 * @param draft the document of the model that {@code best} becomes if it is stored: exact, where
 *     {@code best} is what another fit takes as its start
 */
record CancelledFit(@JsonUnwrapped BestSoFar best, ModelDocument draft) {

  /** As its text is read: those of earlier versions of the service have no draft. */
  record Draft(@Nullable ModelDocument draft) {}
}
