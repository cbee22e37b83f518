package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.kernel.KernelChecksum;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import java.util.List;

/** All kernels and some whole fits in two numbers, to compare JVMs by. */
public final class FitChecksum {
  private FitChecksum() {}

  public static void main(String[] arguments) {
    System.out.println(checksum());
  }

  public static String checksum() {
    return Long.toHexString(KernelChecksum.all()) + " " + Integer.toHexString(fits());
  }

  private static int fits() {
    double[][] rows = Data.faithful();
    int checksum = 0;
    for (Kernels kernels : List.of(Kernels.best(), new ScalarKernels())) {
      for (FitSpec spec :
          List.of(
              SpecBuilder.em(3, CovarianceStructure.FULL).restarts(1).iterations(5).build(),
              SpecBuilder.em(2, CovarianceStructure.DIAGONAL)
                  .from(new Initialization.RandomPoints())
                  .restarts(1)
                  .iterations(5)
                  .standardized()
                  .build())) {
        try (PassThreads passThreads = new PassThreads(1)) {
          FitOutcome outcome =
              new MixtureFit(
                      spec,
                      Fits.eStep(Observations.of(rows), passThreads, kernels),
                      Data.names(2),
                      Fits.NOBODY)
                  .run();
          checksum = 31 * checksum + numbers(outcome).hashCode();
        }
      }
    }
    return checksum;
  }

  /** Without enumerations, whose hash codes differ from one JVM to the next. */
  private static List<Long> numbers(FitOutcome outcome) {
    return outcome instanceof FitOutcome.Fitted fitted ? Bits.of(fitted.model()) : List.of();
  }
}
