package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import java.util.Arrays;
import java.util.List;

/**
 * A way from clusters by a tighter model: EM for a few iterations with one covariance for all
 * components, which few points suffice for, or with a belief that none is narrow, and from there
 * with covariances of their own. Where there are many columns for the points of a cluster, its own
 * covariance fits these so well that none of them leaves it any more.
 */
final class Relaxing {
  private static final ConvergenceCriterion FEW =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 0, 20);

  private final EStep eStep;
  private final MStep tight;
  private final DataProfile data;

  Relaxing(EStep eStep, MStep tight, DataProfile data) {
    this.eStep = eStep;
    this.tight = tight;
    this.data = data;
  }

  /** Where a start of the tighter model leads to, seen as a model of the wider one. */
  Maximization<MixtureModel> from(Maximization<MixtureModel> start, CovarianceStructure wide) {
    return start.flatMap(this::followed).map(model -> seenAs(wide, model));
  }

  private static MixtureModel seenAs(CovarianceStructure wide, MixtureModel model) {
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    GaussianComponents tied = model.gaussians();
    return new MixtureModel(
        weights,
        new GaussianComponents(wide, List.of(FirstModels.places(tied)), tied.covariances()));
  }

  private Maximization<MixtureModel> followed(MixtureModel start) {
    return new ExpectationMaximization(
            at -> eStep.run(new ResponsibilityRule.Soft(at)),
            tight,
            FEW,
            data,
            Acceleration.SQUAREM,
            (state, resumable) -> {})
        .run(EmState.start(start))
        .model();
  }
}
