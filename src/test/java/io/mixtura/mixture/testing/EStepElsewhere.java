package io.mixtura.mixture.testing;

import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.observations.DistinctRows;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Passes over points that are somewhere else: rules and views go there as bytes, and statistics
 * come back as plain arrays.
 */
public final class EStepElsewhere implements EStep {
  private final EStep there;
  private int passes;

  public EStepElsewhere(EStep there) {
    this.there = there;
  }

  /** How often a rule was sent, over these points as they are. */
  int passes() {
    return passes;
  }

  @Override
  public SufficientStatistics run(ResponsibilityRule rule) {
    passes++;
    SufficientStatistics back = sent(there.run(sent(rule)));
    return SufficientStatistics.fromArray(rule.components(), rule.form(), back.toArray());
  }

  @Override
  public Shape shape() {
    return there.shape();
  }

  @Override
  public EStep through(View view) {
    return new EStepElsewhere(there.through(sent(view)));
  }

  @Override
  public LocalEStep on(Observations here) {
    return there.on(here);
  }

  @Override
  public SampleWeights weights() {
    return there.weights();
  }

  @Override
  public double[] first() {
    return there.first();
  }

  @Override
  public Box box() {
    return sent(there.box());
  }

  @Override
  public Observations sample(int wanted, RandomGenerator random) {
    return there.sample(wanted, random);
  }

  @Override
  public double[][] distinctPoints(int count, RandomGenerator random) {
    return there.distinctPoints(count, random);
  }

  @Override
  public Optional<DistinctRows> distinctRows(int most) {
    return there.distinctRows(most).map(EStepElsewhere::sent);
  }

  /** The same after it went over a wire. */
  @SuppressWarnings("unchecked")
  static <T> T sent(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException failed) {
      throw new AssertionError(failed);
    }
  }
}
