package io.mixtura.fit;

import io.mixtura.mixture.ColumnFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses settings of Gaussian columns where there are none, or where others stand in the way. */
record GaussianSettings(FitRequest request, List<ColumnFamily> families, Findings findings) {
  private static final String PARAMETERS = "parameters";

  void check() {
    long gaussian = families.stream().filter(ColumnFamily.Gaussian.class::isInstance).count();
    if (gaussian == 0 && !families.isEmpty()) {
      refuse("/covariance", request.covariance(), "a covariance");
      refuse("/regularization", request.regularization(), "a regularization");
    }
    if (gaussian < families.size()) {
      findings.require(
          !Boolean.TRUE.equals(request.standardize()),
          "/standardize",
          "counts and levels cannot be standardized; leave it out: columns of different families need no common unit");
      findings.require(
          request.initialization() == null || !PARAMETERS.equals(request.initialization().method()),
          "/initialization/method",
          "a start from 'parameters' is for gaussian columns alone; there are 'portfolio', 'kmeans', 'random' and 'partition', which takes labels");
    }
  }

  private void refuse(String at, @Nullable Object given, String what) {
    findings.require(
        given == null, at, "%s is of gaussian columns, and none is; leave it out", what);
  }
}
