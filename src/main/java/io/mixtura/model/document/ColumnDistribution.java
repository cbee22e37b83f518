package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A column of a model, and how its values are distributed in each component. */
@Schema(
    name = "ColumnDistribution",
    description = "A column and how its values are distributed in each component")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnDistribution(
    @Schema(description = "Name of the column", example = "deaths") String column,
    @Schema(
            description = "`gaussian` columns have their parameters in means and covariances",
            allowableValues = {"gaussian", "poisson", "bernoulli", "categorical"})
        String family,
    @ArraySchema(
            arraySchema =
                @Schema(description = "The values of a bernoulli or categorical column, ascending"))
        @Nullable List<Double> levels,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "Of a categorical column of text what stands for each of the levels; left out of others"))
        @Nullable List<String> levelNames,
    @ArraySchema(arraySchema = @Schema(description = "Of a poisson column one per component"))
        @Nullable List<Double> rates,
    @ArraySchema(
            arraySchema = @Schema(description = "Per component one for each level; their sum is 1"))
        @Nullable List<List<Double>> probabilities) {

  /** The columns of a model; null where all are Gaussian. */
  public static @Nullable List<ColumnDistribution> of(List<String> columns, MixtureModel model) {
    List<ColumnFamily> families = model.columns();
    return families.stream().allMatch(ColumnFamily::isGaussian)
        ? null
        : IntStream.range(0, families.size())
            .mapToObj(column -> of(columns.get(column), families.get(column), column, model))
            .toList();
  }

  private static ColumnDistribution of(
      String name, ColumnFamily family, int column, MixtureModel model) {
    return switch (family) {
      case ColumnFamily.Gaussian _ -> gaussian(name);
      case ColumnFamily.Poisson _ ->
          new ColumnDistribution(
              name,
              family.code(),
              null,
              null,
              parameters(column, model).stream().map(List::getFirst).toList(),
              null);
      case ColumnFamily.Bernoulli _, ColumnFamily.Categorical _ ->
          new ColumnDistribution(
              name,
              family.code(),
              family.levels(),
              family.names().isEmpty() ? null : family.names(),
              null,
              parameters(column, model));
    };
  }

  private static ColumnDistribution gaussian(String name) {
    return new ColumnDistribution(name, new ColumnFamily.Gaussian().code(), null, null, null, null);
  }

  static List<ColumnDistribution> gaussian(List<String> names) {
    return names.stream().map(ColumnDistribution::gaussian).toList();
  }

  private static List<List<Double>> parameters(int column, MixtureModel model) {
    return IntStream.range(0, model.components())
        .mapToObj(k -> Arrays.stream(model.distribution(k, column)).boxed().toList())
        .toList();
  }

  /** Whether the parameters are among means and covariances. */
  @JsonIgnore
  public boolean isGaussian() {
    return family.equals("gaussian");
  }

  /**
   * Refuses what no fit could have made.
   *
   * @param k number of components
   * @throws IllegalArgumentException saying what is wrong
   */
  public void requireSound(int k) {
    switch (family) {
      case "gaussian" -> require(levels == null && rates == null && probabilities == null, family);
      case "poisson" -> require(levels == null && probabilities == null && isRates(k), family);
      case "bernoulli", "categorical" -> require(rates == null && isLevels(k), family);
      default -> throw new IllegalArgumentException("unknown family");
    }
  }

  private static void require(boolean isSound, String family) {
    if (!isSound) {
      throw new IllegalArgumentException(
          "not what '%s' has: rates of at least 0 for poisson; for bernoulli and categorical ascending levels, and for each component as many probabilities, which sum to 1; for gaussian neither"
              .formatted(family));
    }
  }

  private boolean isRates(int k) {
    return rates != null
        && rates.size() == k
        && rates.stream().allMatch(rate -> rate != null && rate >= 0 && Double.isFinite(rate));
  }

  private boolean isLevels(int k) {
    return levels != null
        && !levels.isEmpty()
        && (family.equals("categorical") || levels.equals(new ColumnFamily.Bernoulli().levels()))
        && IntStream.range(1, levels.size()).allMatch(l -> levels.get(l - 1) < levels.get(l))
        && levels.stream().allMatch(Double::isFinite)
        && (levelNames == null || areNames(levelNames, levels.size()))
        && probabilities != null
        && probabilities.size() == k
        && probabilities.stream().allMatch(this::isDistribution);
  }

  private static boolean areNames(List<? extends @Nullable String> names, int levels) {
    return names.size() == levels
        && names.stream().noneMatch(name -> name == null || name.isEmpty())
        && Set.copyOf(names).size() == levels;
  }

  private boolean isDistribution(@Nullable List<Double> given) {
    return given != null
        && levels != null
        && given.size() == levels.size()
        && given.stream().allMatch(p -> p != null && p >= 0)
        && Math.abs(given.stream().mapToDouble(p -> p).sum() - 1) <= PortableDocument.ROUNDING;
  }

  /** The family as it was when the column was written. */
  ColumnFamily columnFamily() {
    return switch (family) {
      case "gaussian" -> new ColumnFamily.Gaussian();
      case "poisson" -> new ColumnFamily.Poisson();
      case "bernoulli" -> new ColumnFamily.Bernoulli();
      case "categorical" ->
          new ColumnFamily.Categorical(
              Objects.requireNonNull(levels), Objects.requireNonNullElse(levelNames, List.of()));
      default -> throw new IllegalArgumentException("unknown family '%s'".formatted(family));
    };
  }

  /** What the numbers of a component are called, one by one. */
  public List<String> labels() {
    if (rates != null) {
      return List.of("rate_" + column);
    }
    return levels == null || probabilities == null
        ? List.of()
        : columnFamily().shownLevels().stream()
            .map(level -> "probability_" + column + "_" + level)
            .toList();
  }

  /** What a component's numbers hold of the column, besides means and covariances. */
  public List<Double> numbers(int k) {
    if (rates != null) {
      return List.of(rates.get(k));
    }
    return probabilities == null ? List.of() : probabilities.get(k);
  }
}
