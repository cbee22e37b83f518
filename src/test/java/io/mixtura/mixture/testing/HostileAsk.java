package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ways to ask for a fit of {@link HostileData}: each a few specifications. */
public enum HostileAsk {
  GAUSSIAN {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return structures(data);
    }
  },
  GAUSSIAN_UNREGULARIZED {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return structures(data).map(fit -> fit.regularization(0));
    }
  },
  STANDARDIZED {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return structures(data).map(SpecBuilder::standardized);
    }
  },
  PRIOR {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return CovarianceStructure.ALL.stream()
          .filter(CovarianceStructure::isEstimated)
          .map(structure -> fit(data, structure))
          .map(fit -> fit.prior(new ConjugatePrior(0.01, null, null, null)));
    }
  },
  STARTS {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return eachStart(data, () -> fit(data, CovarianceStructure.FULL));
    }
  },
  STARTS_UNREGULARIZED {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return eachStart(data, () -> fit(data, CovarianceStructure.of("VVE")).regularization(0));
    }
  },
  OTHER_RULES {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      UnaryOperator<SpecBuilder> equal = fit -> fit.weights(new MixingWeights.Equal());
      UnaryOperator<SpecBuilder> parameters =
          fit -> fit.until(Criterion.PARAMETERS, 1e-6, ITERATIONS);
      return Stream.of(equal, parameters, SpecBuilder::plain)
          .map(rule -> rule.apply(fit(data, CovarianceStructure.FULL)));
    }
  },
  K_MEANS {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return Stream.of(false, true)
          .flatMap(isStandardized ->
              eachStart(
                  data, () -> SpecBuilder.kMeans(data.components).standardized(isStandardized)));
    }
  },
  STUDENT {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return structures(data).map(fit -> fit.student(new DegreesOfFreedom.PerComponent()));
    }
  },
  NOISE {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return structures(data).map(SpecBuilder::noisy);
    }
  },
  STUDENT_AND_NOISE_STANDARDIZED {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return STUDENT.fits(data).map(fit -> fit.noisy().standardized().regularization(0));
    }
  },
  DISCRETE {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return data.discrete().stream()
          .flatMap(columns -> eachStart(data, () -> SpecBuilder.em(data.components, columns)));
    }
  },
  MIXED {
    @Override
    public Stream<SpecBuilder> fits(HostileData data) {
      return data.discrete().stream()
          .filter(columns -> columns.size() > 1)
          .flatMap(columns -> {
            List<ColumnFamily> mixed = new ArrayList<>(columns);
            mixed.set(0, new ColumnFamily.Gaussian());
            return eachStart(data, () -> SpecBuilder.em(data.components, mixed));
          });
    }
  };

  private static final int ITERATIONS = 30;
  private static final int FEW_ITERATIONS = 3;

  /** Some fits, whatever comes of them. */
  public abstract Stream<SpecBuilder> fits(HostileData data);

  private static SpecBuilder fit(HostileData data, CovarianceStructure structure) {
    return limited(data, SpecBuilder.em(data.components, structure));
  }

  /** Wide data take their time. */
  private static SpecBuilder limited(HostileData data, SpecBuilder fit) {
    boolean isWide = data == HostileData.MANY_DIMENSIONS;
    return fit.restarts(isWide ? 1 : 2)
        .until(Criterion.LOG_LIKELIHOOD, 1e-7, isWide ? FEW_ITERATIONS : ITERATIONS);
  }

  private static Stream<SpecBuilder> structures(HostileData data) {
    return CovarianceStructure.ALL.stream().map(structure -> fit(data, structure));
  }

  private static Stream<SpecBuilder> eachStart(HostileData data, Supplier<SpecBuilder> fit) {
    List<Integer> labels =
        IntStream.range(0, data.rows().length).map(i -> i % data.components).boxed().toList();
    return Stream.of(
            new Initialization.Portfolio(13, 2),
            new Initialization.KMeans(),
            new Initialization.RandomPoints(),
            new Initialization.Partition(labels))
        .map(start -> limited(data, fit.get().from(start)));
  }
}
