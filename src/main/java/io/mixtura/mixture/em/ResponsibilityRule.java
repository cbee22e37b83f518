package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.pass.ObservedValuesPass;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import java.io.Serializable;

/**
 * A rule by which points are shared out among components, and by which something is gathered of
 * that: numbers alone, which can be sent to where the points are. A point with a sample weight is
 * shared out by that much: its responsibilities sum to its weight.
 */
public sealed interface ResponsibilityRule extends Serializable {

  /** Among how many components. */
  int components();

  /** What is gathered of each. */
  StatisticsForm form();

  /**
   * The evaluation and gathering, for one thread.
   *
   * @param isIncomplete whether points may lack values
   */
  ComponentPass pass(Kernels kernels, boolean isIncomplete);

  /** The sharing out, for one thread. */
  Sharing sharing(ComponentPass pass, Kernels kernels);

  /** A rule by which points are shared out among components with parameters. */
  sealed interface Parametric extends ResponsibilityRule {

    /** The parameters of the components: sums are gathered about their origins. */
    Components parameters();

    @Override
    default int components() {
      return parameters().count();
    }

    @Override
    default StatisticsForm form() {
      return parameters().family().form(parameters().dimensions());
    }

    @Override
    default ComponentPass pass(Kernels kernels, boolean isIncomplete) {
      return isIncomplete ? parameters().passOverIncomplete(kernels) : parameters().pass(kernels);
    }
  }

  /**
   * Bayes' rule, r_ik = w_i π_k p_k(x_i) / Σ_m π_m p_m(x_i). The log-likelihood is the model's.
   *
   * @param model whose rule it is
   */
  record Soft(MixtureModel model) implements Parametric {
    @Override
    public Components parameters() {
      return model.parameters();
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Soft(pass, kernels, model.logWeights());
    }
  }

  /**
   * r_ik = w_i for the component with the nearest mean, in the metric of the covariance that all
   * share. In the place of the log-likelihood stands −½ times the sum of the squared distances.
   *
   * @param moments the second moments to gather
   */
  record Nearest(Components parameters, SecondMoments moments) implements Parametric {
    @Override
    public StatisticsForm form() {
      return StatisticsForm.of(parameters.dimensions(), moments);
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Nearest(pass, kernels, components(), false);
    }
  }

  /**
   * To each component the points that are nearest to its centre, and those whose label says so;
   * none to components that have no centre, such as noise.
   *
   * @param centres from which distances are measured
   * @param parameters about which statistics are gathered
   */
  record NearestCentre(Components centres, Components parameters) implements Parametric {
    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      // Only points whose gaps are filled have centres to be near to.
      return new Sharing.Nearest(centres.pass(kernels), kernels, centres.count(), true);
    }
  }

  /**
   * As {@link Soft} by a model of which only the rule is wanted: what is gathered is what
   * components of another form need.
   *
   * @param judge whose rule it is
   * @param parameters about which statistics are gathered
   */
  record JudgedBy(MixtureModel judge, Components parameters) implements Parametric {
    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      // Only points whose gaps are filled can be gathered by others than the judge.
      return new Sharing.Soft(judge.parameters().pass(kernels), kernels, judge.logWeights());
    }
  }

  /**
   * r_ik = w_i where a partition says that point i belongs to k.
   *
   * @param parameters about which statistics are gathered
   * @param partition one number for each point, from 0 to k − 1
   */
  record Partition(Components parameters, int[] partition) implements Parametric {
    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Partition(partition);
    }
  }

  /**
   * r_ik = w_i where the label of point i is k; points whose component nobody knows count for
   * nothing.
   *
   * @param parameters about whose means sums are gathered
   */
  record Labelled(Components parameters) implements Parametric {
    @Override
    public StatisticsForm form() {
      return StatisticsForm.of(parameters.dimensions(), SecondMoments.NONE);
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Labelled();
    }
  }

  /**
   * Random shares, for each point uniformly distributed over all that are possible; none for noise.
   *
   * @param parameters about which statistics are gathered
   */
  record Random(Components parameters, long seed) implements Parametric {
    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Random(seed, parameters.clusters());
    }
  }

  /**
   * As {@link Soft}, but without one component, and with the share of another parted among the two:
   * the dropped one gets what lies on the far side of a plane through the mean.
   *
   * @param normal of the plane
   */
  record Parted(MixtureModel model, int parted, int dropped, double[] normal)
      implements Parametric {
    @Override
    public Components parameters() {
      return model.parameters();
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Parted(pass, kernels, this);
    }
  }

  /**
   * Nothing is shared out: the first tally of each component is what the log-likelihood would lose
   * without it, −Σ w_i log(1 − r_ik) by Bayes' rule.
   *
   * @param model whose rule it is
   */
  record Losses(MixtureModel model) implements Parametric {
    @Override
    public Components parameters() {
      return model.parameters();
    }

    @Override
    public StatisticsForm form() {
      return new StatisticsForm(0, 0, SecondMoments.NONE, 1);
    }

    @Override
    public ComponentPass pass(Kernels kernels, boolean isIncomplete) {
      return new TalliesOnly(Parametric.super.pass(kernels, isIncomplete));
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Losses(pass, kernels, model.logWeights());
    }
  }

  /**
   * All of every point to one component, of the values that are there: how many they are in each
   * column is in the tallies.
   *
   * @param origin what sums are about
   */
  record ObservedValues(double[] origin) implements ResponsibilityRule {
    @Override
    public int components() {
      return 1;
    }

    @Override
    public StatisticsForm form() {
      return ObservedValuesPass.form(origin.length);
    }

    @Override
    public ComponentPass pass(Kernels kernels, boolean isIncomplete) {
      return new ObservedValuesPass(origin);
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Nearest(pass, kernels, 1, false);
    }
  }

  /**
   * What the points with a label weigh in each cluster, by label: tally j of cluster c is of those
   * with label j.
   *
   * @param clusters to which cluster a point belongs
   */
  record Agreement(Clusters clusters) implements ResponsibilityRule {
    @Override
    public int components() {
      return clusters.count();
    }

    @Override
    public StatisticsForm form() {
      return new StatisticsForm(0, 0, SecondMoments.NONE, components());
    }

    @Override
    public ComponentPass pass(Kernels kernels, boolean isIncomplete) {
      return new TalliesOnly(null);
    }

    @Override
    public Sharing sharing(ComponentPass pass, Kernels kernels) {
      return new Sharing.Agreement(clusters);
    }
  }
}
