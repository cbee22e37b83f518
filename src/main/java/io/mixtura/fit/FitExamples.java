package io.mixtura.fit;

import io.mixtura.dataset.StoredDataset;

/**
 * Requests and answers for the documentation. Requests on a dataset run as they stand once the
 * example of {@code POST /datasets} was uploaded, the others on an empty service, too.
 */
final class FitExamples {
  static final String SOFT =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": 2}";

  static final String KMEANS =
      "{\"model\": \"old-faithful-kmeans\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"algorithm\": \"kmeans\", \"components\": 2, \"standardize\": true}";

  static final String INLINE =
      """
      {"model": "inline", "components": 2,
       "data": {"columns": ["x", "y"],
                "rows": [[1.0, 2.1], [1.4, 1.8], [0.8, 2.5], [1.9, 2.2], [1.3, 2.9], [0.6, 1.7],
                         [7.9, 6.0], [8.4, 5.1], [7.2, 5.6], [8.8, 6.3], [7.6, 6.8], [8.1, 4.9]]}}\
      """;

  /** How often each row was seen. */
  static final String WEIGHTED =
      """
      {"model": "weighted", "components": 2, "covariance": "diagonal", "weightColumn": "times",
       "data": {"columns": ["x", "y", "times"],
                "rows": [[1.0, 2.1, 3], [1.4, 1.8, 5], [0.8, 2.5, 1], [1.9, 2.2, 2], [1.3, 2.9, 2],
                         [0.6, 1.7, 1], [7.9, 6.0, 4], [8.4, 5.1, 1], [7.2, 5.6, 2], [8.8, 6.3, 1],
                         [7.6, 6.8, 3], [8.1, 4.9, 2]]}}\
      """;

  /** Of four rows it is known which component they belong to. */
  static final String LABELLED =
      """
      {"model": "labelled", "components": 2, "covariance": "diagonal", "labelColumn": "known",
       "data": {"columns": ["x", "y", "known"],
                "rows": [[1.0, 2.1, 1], [1.4, 1.8, -1], [0.8, 2.5, -1], [1.9, 2.2, 1], [1.3, 2.9, -1],
                         [0.6, 1.7, -1], [7.9, 6.0, 0], [8.4, 5.1, -1], [7.2, 5.6, -1], [8.8, 6.3, 0],
                         [7.6, 6.8, -1], [8.1, 4.9, -1]]}}\
      """;

  /** More components than so few rows could tell apart by likelihood alone. */
  static final String BELIEVED =
      """
      {"model": "believed", "components": 4, "prior": {"shrinkage": 0.01},
       "data": {"columns": ["x", "y"],
                "rows": [[1.0, 2.1], [1.4, 1.8], [0.8, 2.5], [1.9, 2.2], [1.3, 2.9], [0.6, 1.7],
                         [7.9, 6.0], [8.4, 5.1], [7.2, 5.6], [8.8, 6.3], [7.6, 6.8], [8.1, 4.9]]}}\
      """;

  /** Outliers in their tails. */
  static final String ROBUST =
      "{\"model\": \"old-faithful-student\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": 2, \"family\": \"student\","
          + " \"degreesOfFreedom\": \"shared\"}";

  /** Two clusters and some points that belong to neither. */
  static final String NOISY =
      """
      {"model": "noisy", "components": 2, "covariance": "spherical", "noise": true,
       "data": {"columns": ["x", "y"],
                "rows": [[1.0, 2.1], [1.4, 1.8], [0.8, 2.5], [1.9, 2.2], [1.3, 2.9], [0.6, 1.7],
                         [7.9, 6.0], [8.4, 5.1], [7.2, 5.6], [8.8, 6.3], [7.6, 6.8], [8.1, 4.9],
                         [20.0, 1.0], [3.5, 18.0], [-9.0, 12.5], [15.5, -7.0]]}}\
      """;

  /** Null where a value is missing. */
  static final String MISSING =
      """
      {"model": "missing", "components": 2, "missing": "em",
       "data": {"columns": ["x", "y"],
                "rows": [[1.0, 2.1], [1.4, null], [0.8, 2.5], [1.9, 2.2], [1.3, 2.9], [null, 1.7],
                         [7.9, 6.0], [8.4, 5.1], [7.2, null], [8.8, 6.3], [null, 6.8], [8.1, 4.9]]}}\
      """;

  /** Each number of components with each of three structures. */
  static final String SELECTION =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": {\"min\": 1, \"max\": 4},"
          + " \"covariance\": [\"tied\", \"diagonal\", \"full\"], \"selection\": \"bic\"}";

  /** As much of the data as there is, seen by fits that have not seen it. */
  static final String HELD_OUT =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": {\"min\": 1, \"max\": 4}, \"covariance\": \"tied\","
          + " \"selection\": {\"criterion\": \"heldOut\", \"folds\": 5}}";

  /** Deaths of women over 80 that The Times told of from 1910 to 1912, and on how many days. */
  static final String COUNTS =
      """
      {"model": "london-times", "components": 2, "family": "poisson", "weightColumn": "days",
       "data": {"columns": ["deaths", "days"],
                "rows": [[0, 162], [1, 267], [2, 271], [3, 185], [4, 111], [5, 61], [6, 27], [7, 8],
                         [8, 3], [9, 1]]}}\
      """;

  static final String MIXED =
      """
      {"model": "customers", "components": 2,
       "families": {"purchases": "poisson", "colour": "categorical", "card": "bernoulli"},
       "data": {"columns": ["size", "purchases", "colour", "card"],
                "rows": [[170.2, 1, 3, 0], [168.4, 0, 1, 0], [172.9, 2, 3, 1], [165.0, 1, 1, 0],
                         [169.3, 0, 3, 0], [171.5, 3, 3, 0], [181.3, 9, 2, 1], [184.9, 7, 2, 1],
                         [179.6, 12, 1, 1], [186.2, 8, 2, 0], [183.0, 10, 2, 1], [178.8, 6, 3, 1]]}}\
      """;

  /** How sure the parameters are. */
  static final String BOOTSTRAP =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": 2, \"bootstrap\": {\"replicates\": 200, \"confidence\": 0.95}}";

  static final String WARM =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"components\": 2, \"initialization\": {\"method\": \"parameters\","
          + " \"means\": [[4.3, 80], [2.0, 54]]}}";

  /** Every setting, with its default. */
  static final String EVERYTHING =
      "{\"model\": \"old-faithful\", \"datasetId\": \""
          + StoredDataset.EXAMPLE
          + "\", \"columns\": [\"eruptions\", \"waiting\"], \"algorithm\": \"em\","
          + " \"components\": 2, \"covariance\": \"full\","
          + " \"initialization\": {\"method\": \"portfolio\", \"starts\": 48, \"keep\": 5},"
          + " \"convergence\": {\"criterion\": \"logLikelihood\", \"tolerance\": 1e-7,"
          + " \"maxIterations\": 500}, \"regularization\": 1e-6, \"mixingWeights\": \"learned\","
          + " \"standardize\": false, \"seed\": 42, \"acceleration\": \"squarem\", \"missing\": \"refuse\"}";

  static final String QUEUED =
      "{\"id\": \"6be91b39-ddf7-418b-8d19-bb4bae50e668\", \"state\": \"QUEUED\", \"request\": "
          + EVERYTHING
          + ", \"queuePosition\": 0, \"progress\": null, \"result\": null,"
          + " \"bestSoFar\": null, \"failure\": null, \"resumable\": false, \"attempts\": 0,"
          + " \"createdAt\": \"2026-11-23T09:00:00.123456Z\", \"startedAt\": null,"
          + " \"finishedAt\": null}";

  static final String SUCCEEDED =
      "{\"id\": \"6be91b39-ddf7-418b-8d19-bb4bae50e668\", \"state\": \"SUCCEEDED\", \"request\": "
          + EVERYTHING
          + ", \"queuePosition\": null, \"progress\": {\"candidate\": 0, \"candidates\": 1,"
          + " \"start\": 17, \"startsTried\": 48, \"position\": 4, \"positions\": 5,"
          + " \"iteration\": 11,"
          + " \"logLikelihood\": -1130.263960184742, \"inertia\": null, \"fold\": null,"
          + " \"folds\": null, \"fraction\": 1.0, \"etaMillis\": 0},"
          + " \"result\": {\"model\": \"old-faithful\", \"version\": 1,"
          + " \"logLikelihood\": -1130.263960184741,"
          + " \"logLikelihoodPerObservation\": -4.155382206561548, \"aic\": 2282.527920369482,"
          + " \"bic\": 2322.1917430987382, \"icl\": 2322.7046815808876, \"goodnessOfFit\": null, \"inertia\": null,"
          + " \"freeParameters\": 11, \"iterations\": 11, \"converged\": true,"
          + " \"reason\": \"logLikelihood\", \"startsTried\": 48, \"startsKept\": 5,"
          + " \"bestStart\": 14, \"restartsReachingBest\": 48, \"spuriousRestarts\": 0,"
          + " \"initialToCanonical\": [0, 1],"
          + " \"history\": [-1288.6866291548922, -1282.350905767617, -1276.868278915732,"
          + " -1215.181005900026, -1158.364994442935, -1132.960677497892,"
          + " -1130.2739102615292, -1130.2640421752449, -1130.263964866353,"
          + " -1130.263960188137, -1130.2639601847427, -1130.263960184741],"
          + " \"warnings\": [],"
          + " \"timings\": {\"initializationMillis\": 31, \"iterationsMillis\": 49,"
          + " \"totalMillis\": 96}, \"totalWeight\": null, \"selected\": null,"
          + " \"candidates\": null}, \"bestSoFar\": null, \"failure\": null, \"resumable\": false,"
          + " \"attempts\": 1, \"createdAt\": \"2026-11-23T09:00:00.123456Z\","
          + " \"startedAt\": \"2026-11-23T09:00:00.130112Z\","
          + " \"finishedAt\": \"2026-11-23T09:00:00.226789Z\"}";

  static final String VALIDATED =
      "{\"request\": "
          + EVERYTHING
          + ", \"estimate\": {\"dataBytes\": 4352, \"heapBytes\": 36104, \"iterationMillis\": 0,"
          + " \"atMostMillis\": 2475, \"expectedMillis\": 1850}, \"warnings\": []}";

  private FitExamples() {}
}
