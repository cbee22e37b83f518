package io.mixtura.fit.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.dataset.RowsText;
import io.mixtura.fit.request.choice.ComponentNumbers;
import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.fit.request.choice.SelectionChoice;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a {@link FitRequest}: all properties side by side. Their order is that of answers,
 * and stays: from it the hash of a request is made, by which an idempotency key knows it again.
 */
@Schema(
    name = "FitRequest",
    description =
        "What to fit. Required are the data (`datasetId`, or small `data` inline) and `components`;"
            + " the answer shows every default resolved.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FitRequestJson(
    @Schema(
            description =
                "Name under which the model is stored; the dataset's unless given, with a number behind it where a model cannot be called so",
            pattern = "[a-z0-9][a-z0-9._-]{0,62}",
            example = "old-faithful")
        @Nullable String model,
    @Schema(description = "The dataset to fit to; either this or `data`")
        @Nullable String datasetId,
    @Schema(
            description =
                "Small data inline, stored as a dataset; never part of an answer. Either this or `datasetId`",
            implementation = Rows.class)
        @Nullable RowsText data,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "Columns to use, in this order; all but `weightColumn` and `labelColumn` unless given"))
        @Nullable List<String> columns,
    @Schema(
            description =
                "`em`: soft clustering by Expectation-Maximization; `kmeans`: hard clustering by Lloyd's algorithm",
            allowableValues = {"em", "kmeans"},
            defaultValue = "em")
        @Nullable String algorithm,
    @Schema(
            description =
                "Number of components k; or a range of numbers, each of which is fitted and one chosen by `selection`. Such a range is not for kmeans",
            example = "2",
            requiredMode = Schema.RequiredMode.REQUIRED,
            implementation = ComponentNumbers.Choice.class)
        @Nullable ComponentNumbers components,
    @Schema(
            description =
                "What the covariance matrices Σ_k = λ_k D_k A_k D_kᵀ may look like: `full` one per component, `tied` one for all, `diagonal` a variance per column, `spherical` one variance, `identity` fixed at I (soft k-means); or a code of R's mclust, which says of volume λ, shape A and orientation D, in this order, whether they are equal (E) in all components, variable (V), or those of spheres or of the columns (I). Answers state the plain name where there is one: `full` is VVV, `tied` EEE, `diagonal` VVI, `spherical` VII. Not for kmeans. A list of names, or `all` for the 14 codes, has each of them fitted and one chosen by `selection`",
            defaultValue = "full",
            implementation = CovarianceNames.Choice.class)
        @Nullable CovarianceNames covariance,
    @Nullable Initialization initialization,
    @Schema(
            description =
                "Number of random starts of the methods `kmeans` and `random`, 5 unless given, of which the best sound one is kept: one that was not rescued at its end, whose log-likelihood did not fall in its last 20 steps, and whose components each have rows enough (8.5 for `full` in four columns) and are nowhere narrower than 1e-4 of the middle of the data",
            minimum = "1")
        @Nullable Integer restarts,
    @Nullable Convergence convergence,
    @Schema(
            description =
                "Fraction of each column's variance, measured in the middle of the data (its quartiles), that is added to the variances of a component that collapses: one whose variance in some column, given the columns before, is below 1e-12 of that. Others are never touched, so that all else is exact maximum likelihood; a start whose last step needed it is spurious. 1e-6 unless given; 0 = off: such a start ends. Not for kmeans",
            minimum = "0")
        @Nullable Double regularization,
    @Schema(
            description =
                "`learned`, `equal`, or an array of k weights that stay fixed. Not for kmeans",
            defaultValue = "learned",
            implementation = Object.class)
        @Nullable JsonNode mixingWeights,
    @Schema(
            description =
                "Fit on columns brought to mean 0 and standard deviation 1 (divisor n); the model is still stated in the data's own units. It matters to kmeans, to starts, and to the structures that depend on units: `spherical`, `EII`, `identity`, `EVE`, `VVE`, `EEV`, `VEV`; to others the maximum is the same. With `identity` each component is as wide as all data, so that only clusters along correlated columns are told apart: where they are not, a warning says what to use instead",
            defaultValue = "false")
        @Nullable Boolean standardize,
    @Schema(
            description = "The same request with the same seed gives the same model, bit for bit",
            defaultValue = "42")
        @Nullable Long seed,
    @Schema(
            description =
                "`squarem`: squared extrapolation between EM steps, taken back where the log-likelihood would fall; `none`: plain EM. Not for kmeans",
            allowableValues = {"squarem", "none"},
            defaultValue = "squarem")
        @Nullable String acceleration,
    @Schema(
            description =
                "Column that holds sample weights, which is then no dimension of the model: a row of weight 2 counts as two equal rows, one of weight 0 as none. None is negative and not all are 0. Every row weighs 1 unless given",
            example = "weight")
        @Nullable String weightColumn,
    @Schema(
            description =
                "Column that tells of some rows which component they belong to: its number, from 0 to k−1, and −1 where nobody knows. It is no dimension of the model. Component j of the model is then what label j stands for (semi-supervised). Not for kmeans",
            example = "known")
        @Nullable String labelColumn,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What stays as `initialization` of method `parameters` gives it: `means`, `covariances` or both. Fixed weights are given by `mixingWeights`"),
            schema = @Schema(allowableValues = {"means", "covariances"}))
        @Nullable List<String> frozen,
    @Nullable Prior prior,
    @Schema(
            description =
                "Distribution of the columns. `gaussian`: together multivariate normal; `student`: together multivariate t, whose heavy tails keep outliers from moving a component; `poisson`: counts 0, 1, 2, …; `bernoulli`: 0 or 1; `categorical`: at most 100 levels, which are numbers, as in latent class analysis. Within a component columns of the last three are independent. Not for kmeans",
            allowableValues = {"gaussian", "student", "poisson", "bernoulli", "categorical"},
            defaultValue = "gaussian")
        @Nullable String family,
    @Schema(
            description =
                "student: the degrees of freedom ν: `estimated` for each component, from 0.5 (very heavy tails) to 200 (as good as Gaussian); `shared`: one estimate for all; or a number that stays fixed",
            defaultValue = "estimated",
            implementation = Object.class)
        @Nullable JsonNode degreesOfFreedom,
    @Schema(
            description =
                "One component more, for points that belong to none: its density is the same everywhere, 1 over the volume of the box around all points, and its weight is estimated. Not for kmeans",
            defaultValue = "false")
        @Nullable Boolean noise,
    @Schema(
            description =
                "`refuse`: every row needs a value in every column; `em`: rows count by the values that they have, and what is missing is expected from them, exactly as EM has it; for every family, noise and mixed columns. For kmeans distances are taken in the columns that a row has",
            allowableValues = {"refuse", "em"},
            defaultValue = "refuse")
        @Nullable String missing,
    @Schema(
            description =
                "By what one of several candidates is chosen, where `components` is a range or `covariance` a list: `bic`, `aic` and `icl` (the lowest), or `heldOut`, the log-likelihood of rows that were held out, for which `folds` can be given: `{\"criterion\": \"heldOut\", \"folds\": 5}`. Not for a single candidate, and not for kmeans",
            defaultValue = "bic",
            implementation = SelectionChoice.Choice.class)
        @Nullable SelectionChoice selection,
    @Schema(
            description =
                "The columns whose family is another one, by name: mixed data are `gaussian` columns besides others",
            example = "{\"colour\": \"categorical\"}")
        @Nullable Map<String, String> families,
    @Nullable Bootstrap bootstrap,
    @Schema(
            description =
                "Whether the model may become a version of one whose latest version has other columns; `latest` then answers for others",
            defaultValue = "false")
        @Nullable Boolean otherColumns,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What the components are called, in answers too: those that labels, `partition`, `parameters` or `alignTo` number, in that order; else in the order of descending weight. Without names, those of `alignTo` are taken over"))
        @Nullable List<String> componentNames,
    @Schema(
            description =
                "A version, such as `old-faithful@champion`, `@3` or `@latest`: components get the numbers of those of its components with which they agree most on who generated the points of a sample, all together; `alignment` in the result says how well. Those without a partner come last")
        @Nullable String alignTo) {

  /** Takes a property that is null for one that is not there, also where it could be anything. */
  public FitRequestJson {
    mixingWeights = mixingWeights == null || mixingWeights.isNull() ? null : mixingWeights;
    degreesOfFreedom =
        degreesOfFreedom == null || degreesOfFreedom.isNull() ? null : degreesOfFreedom;
  }

  /** Inline data, for the documentation. */
  @Schema(name = "InlineData", description = "Small data inline")
  record Rows(
      @Schema(
              description =
                  "Name of the dataset; that of the model, or `inline-` and a number made of the content, unless given")
          @Nullable String name,
      @Schema(description = "Names of the columns") List<String> columns,
      @Schema(
              description =
                  "One array of numbers per row; null for one that is missing, with `\"missing\": \"em\"`")
          List<List<@Nullable Double>> rows) {}

  /** The way in which starts are chosen. */
  @Schema(name = "Initialization", description = "How the iterations are started")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Initialization(
      @Schema(
              description =
                  "`portfolio`: many starts of several kinds, tried for a few iterations, and the best of them followed; `kmeans`: k-means++ and k-means; `random`: means at random points; `version`: the same beside a start from a stored version, a warm start; `partition`: from `labels`; `parameters`: from `means` and, if given, `weights` and `covariances`. The default is `portfolio`; it is `kmeans` where restarts are given and for the algorithm kmeans",
              allowableValues = {
                "portfolio",
                "version",
                "kmeans",
                "random",
                "partition",
                "parameters"
              },
              defaultValue = "portfolio")
          @Nullable String method,
      @Schema(
              description =
                  "portfolio and version: how many starts are tried, the warm one among them; unless given, 24 for one or three components, 36 for four, 48 for two or more than four; of several structures these are the first one's, and the others try 4 and where the others have led",
              minimum = "1")
          @Nullable Integer starts,
      @Schema(
              description = "portfolio and version: how many of them are followed to their end",
              defaultValue = "5",
              minimum = "1")
          @Nullable Integer keep,
      @ArraySchema(
              arraySchema =
                  @Schema(description = "partition: the component of each row, from 0 to k−1"))
          @Nullable List<Integer> labels,
      @ArraySchema(
              arraySchema = @Schema(description = "parameters: k weights; equal ones unless given"))
          @Nullable List<Double> weights,
      @ArraySchema(arraySchema = @Schema(description = "parameters: k × d means"))
          @Nullable List<List<Double>> means,
      @ArraySchema(
              arraySchema =
                  @Schema(
                      description =
                          "parameters: k × d × d covariances; that of the data unless given"))
          @Nullable List<List<List<Double>>> covariances,
      @Schema(
              description =
                  "version: which one, such as `old-faithful@champion`, `@3` or `@latest`")
          @Nullable String version) {

    static Initialization of(@Nullable String method) {
      return new Initialization(method, null, null, null, null, null, null, null);
    }

    /** The same without its lists, which may be as long as the data. */
    Initialization brief() {
      return new Initialization(method, starts, keep, null, null, null, null, version);
    }
  }

  /** The belief that one has of the components before any data. */
  @Schema(
      name = "Prior",
      description =
          "Conjugate prior: the most probable parameters (MAP) are sought instead of the most likely ones, and no component collapses. μ_k | Σ_k ~ N(mean, Σ_k / shrinkage), Σ_k ~ inverse Wishart(degreesOfFreedom, scale), as in R's mclust. `{}` has its defaults. Not for kmeans and `identity`")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Prior(
      @Schema(description = "For how many points the mean counts; above 0", defaultValue = "0.01")
          @Nullable Double shrinkage,
      @Schema(description = "Above d − 1, at most 1e9; d + 2 unless given")
          @Nullable Double degreesOfFreedom,
      @ArraySchema(arraySchema = @Schema(description = "d numbers; the data's mean unless given"))
          @Nullable List<Double> mean,
      @ArraySchema(
              arraySchema =
                  @Schema(
                      description =
                          "d × d; the data's covariance over k^(2/d) unless given. Structures without correlations take the mean of its diagonal for all columns"))
          @Nullable List<List<Double>> scale) {}

  /** The bootstrap, by which standard errors are found. */
  @Schema(
      name = "Bootstrap",
      description =
          "Standard errors and percentile intervals of weights, means and covariances, in the stored model's `bootstrap`: the model is fitted again to rows drawn with replacement, as many as there are. `{}` has the defaults. Of several candidates the chosen one alone is repeated. For Gaussian components without noise; not for kmeans")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bootstrap(
      @Schema(description = "How often", minimum = "10", maximum = "2000", defaultValue = "200")
          @Nullable Integer replicates,
      @Schema(
              description =
                  "The share of the replicates that an interval holds, above 0 and below 1",
              minimum = "0",
              maximum = "1",
              defaultValue = "0.95")
          @Nullable Double confidence) {}

  /** The criterion by which iterating ends. */
  @Schema(name = "Convergence", description = "When the iterations of a start end")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Convergence(
      @Schema(
              description =
                  "`logLikelihood`: what is left to gain of it per observation, as projected from the gains of the last steps and of the last tenth and quarter of the way, three times over, falls below the tolerance: of 600 random problems about 1 in 100 had more than twice that left; `parameters`: the largest change of one, relative to its column's standard deviation, does. kmeans knows only `parameters`",
              allowableValues = {"logLikelihood", "parameters"},
              defaultValue = "logLikelihood")
          @Nullable String criterion,
      @Schema(
              description = "1e-7 unless given; 0 never stops early: exactly maxIterations run",
              minimum = "0")
          @Nullable Double tolerance,
      @Schema(defaultValue = "500", minimum = "1") @Nullable Integer maxIterations) {}
}
