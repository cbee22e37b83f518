package io.mixtura.fit;

import io.mixtura.fit.request.FitRequestJson;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The body of a request for a fit, as it is documented: what can be tried out. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(
    content =
        @Content(
            schema = @Schema(implementation = FitRequestJson.class),
            examples = {
              @ExampleObject(
                  name = "soft",
                  summary = "Soft clusters of Old Faithful",
                  description =
                      "The probability of each of two components, for every point. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.SOFT),
              @ExampleObject(
                  name = "kmeans",
                  summary = "Hard clusters, to compare",
                  description =
                      "k-means on standardized columns. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.KMEANS),
              @ExampleObject(
                  name = "inline",
                  summary = "Inline data: runs on an empty service",
                  description = "Small data in the request itself.",
                  value = FitExamples.INLINE),
              @ExampleObject(
                  name = "weighted",
                  summary = "Rows that were seen several times",
                  description =
                      "Sample weights in a column of the data, which is then no dimension of the model. Runs on an empty service.",
                  value = FitExamples.WEIGHTED),
              @ExampleObject(
                  name = "labelled",
                  summary = "Which component some rows belong to is known",
                  description =
                      "A column holds the component of some rows, and -1 for the others. Component 0 of the model is what 0 stands for. Runs on an empty service.",
                  value = FitExamples.LABELLED),
              @ExampleObject(
                  name = "believed",
                  summary = "A prior keeps components from collapsing",
                  description =
                      "The most probable parameters under a conjugate prior, as R's mclust has it. Runs on an empty service.",
                  value = FitExamples.BELIEVED),
              @ExampleObject(
                  name = "robust",
                  summary = "Heavy tails, so that outliers count for less",
                  description =
                      "Student-t components with estimated degrees of freedom. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.ROBUST),
              @ExampleObject(
                  name = "noise",
                  summary = "Points that belong to no component",
                  description =
                      "One more component, for noise: the answers to questions name it. Runs on an empty service.",
                  value = FitExamples.NOISY),
              @ExampleObject(
                  name = "missing",
                  summary = "Rows with missing values",
                  description =
                      "Rows count by the values that they have. Runs on an empty service.",
                  value = FitExamples.MISSING),
              @ExampleObject(
                  name = "selection",
                  summary = "How many components? Chosen by BIC",
                  description =
                      "Every number of components from 1 to 4 with each of three covariance structures; the best is stored, and `candidates` tells of all. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.SELECTION),
              @ExampleObject(
                  name = "heldOut",
                  summary = "How many components? Chosen by cross-validation",
                  description =
                      "The number that makes rows most probable that the fit has not seen. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.HELD_OUT),
              @ExampleObject(
                  name = "counts",
                  summary = "Counts: a Poisson mixture",
                  description =
                      "Deaths per day in The Times of 1910 to 1912 have a summer and a winter rate. Runs on an empty service.",
                  value = FitExamples.COUNTS),
              @ExampleObject(
                  name = "mixed",
                  summary = "Numbers, counts and categories side by side",
                  description =
                      "Columns are gaussian unless named in families; categories are numeric codes. Runs on an empty service.",
                  value = FitExamples.MIXED),
              @ExampleObject(
                  name = "bootstrap",
                  summary = "Standard errors and intervals of the parameters",
                  description =
                      "The fit is repeated on rows drawn with replacement; the stored model says how far weights, means and covariances scatter. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.BOOTSTRAP),
              @ExampleObject(
                  name = "warm",
                  summary = "Started from given means",
                  description =
                      "A start of your own instead of random ones. Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.WARM),
              @ExampleObject(
                  name = "everything",
                  summary = "Every setting, with its default",
                  description = "Upload the example of `POST /api/v1/datasets` first.",
                  value = FitExamples.EVERYTHING)
            }))
@interface FitBody {}
