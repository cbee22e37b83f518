package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The warning of parameters that the data do not determine.
 *
 * @param spec of the fit
 * @param columns their names
 */
record IdentificationWarning(FitSpec spec, FitParts fit, List<String> columns) {

  /** Whether other parameters do as well, which only discrete columns make possible. */
  Optional<String> of(FitWarnings.Ending ending) {
    if (encoding().isIdentity()) {
      return Optional.empty();
    }
    double patterns = Patterns.count(ending.best().state().model().columns());
    boolean isLabelled = fit.eStep().shape().isLabelled();
    return !isLabelled && freeParameters(spec.components()) > patterns - 1
        ? Optional.of(
            "%d free parameters are more than the %.0f that %.0f patterns of values can determine: the components are not identified. Others, with other weights and probabilities, have the same likelihood, so starts that reach it need not agree in them; use %s, or more columns"
                .formatted(
                    freeParameters(spec.components()), patterns - 1, patterns, fewer(patterns)))
        : flatness(ending, isLabelled);
  }

  private Optional<String> flatness(FitWarnings.Ending ending, boolean isLabelled) {
    MixtureModel model = ending.best().state().model();
    Identification found =
        Identification.of(
            model,
            counts(ending.statistics()),
            isLabelled ? labelled(model) : new double[model.components()],
            spec.mixingWeights().areLearned());
    return found.isFlat()
        ? Optional.of(
            "the likelihood is flat at its maximum: of %d free parameters that are not at a bound these columns determine %d (the rank of the Jacobian). Others have the same likelihood, for all that can be told, so starts that reach it need not agree in them; use fewer components or more columns"
                .formatted(found.parameters(), found.determined()))
        : Optional.empty();
  }

  private double[] labelled(MixtureModel model) {
    return counts(fit.eStep().run(new ResponsibilityRule.Labelled(model.parameters())));
  }

  private static double[] counts(SufficientStatistics statistics) {
    return IntStream.range(0, statistics.components()).mapToDouble(statistics::count).toArray();
  }

  private long freeParameters(int components) {
    return spec.family().freeParameters(components, columns.size())
        + spec.mixingWeights().freeParameters(components);
  }

  /** Only of one component counting tells that it is identified: more may be flat all the same. */
  private String fewer(double patterns) {
    return freeParameters(2) > patterns - 1 ? "1 component" : "fewer components";
  }

  private Encoding encoding() {
    return spec.family().encoding(columns.size());
  }
}
