package io.mixtura.fit.request;

import java.util.Map;

/** What other programs call the properties of a request, with what to write here in their place. */
final class OtherNames {
  private static final String PARAMETERS =
      "here starts are given as \"initialization\": {\"method\": \"parameters\", \"means\": […], \"weights\": […], \"covariances\": […]}";

  /** Those of scikit-learn's mixtures and KMeans, and of R's mclust. */
  static final Map<String, String> HERE =
      Map.ofEntries(
          called("n_components", "\"components\""),
          called("n_clusters", "\"components\", with \"algorithm\": \"kmeans\""),
          called("G", "\"components\""),
          called("covariance_type", "\"covariance\""),
          called("modelNames", "\"covariance\""),
          called("n_init", "\"restarts\""),
          called("max_iter", "\"convergence\": {\"maxIterations\": …}"),
          called("tol", "\"convergence\": {\"tolerance\": …}"),
          called(
              "reg_covar",
              "\"regularization\", a fraction of each column's variance that collapsing components alone are given"),
          called("init_params", "\"initialization\": {\"method\": …}"),
          called("init", "\"initialization\": {\"method\": …}"),
          called("random_state", "\"seed\""),
          called("sample_weight", "\"weightColumn\", the name of a column"),
          called("mean_prior", "\"prior\": {\"mean\": […]}"),
          called("mean_precision_prior", "\"prior\": {\"shrinkage\": …}"),
          called("degrees_of_freedom_prior", "\"prior\": {\"degreesOfFreedom\": …}"),
          called("covariance_prior", "\"prior\": {\"scale\": […]}"),
          Map.entry("means_init", PARAMETERS),
          Map.entry("weights_init", PARAMETERS),
          Map.entry("precisions_init", PARAMETERS + ", whose inverses precisions are"),
          Map.entry("warm_start", PARAMETERS + ", such as those of a stored model"),
          Map.entry("verbose", "leave it out: GET /api/v1/fits/{id}/events follows a fit"),
          Map.entry(
              "verbose_interval", "leave it out: GET /api/v1/fits/{id}/events follows a fit"));

  private OtherNames() {}

  private static Map.Entry<String, String> called(String elsewhere, String here) {
    return Map.entry(elsewhere, "here it is " + here);
  }
}
