package io.mixtura.fit.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mixtura.dataset.RowsText;
import io.mixtura.fit.request.choice.ComponentNumbers;
import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.fit.request.choice.SelectionChoice;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A request for a fit, in groups of what it is about. {@link FitRequestJson} says what each
 * property means; all but the data and the number of components may be left out, and {@link
 * FitResolver} fills in the defaults.
 *
 * @param misread what is wrong with properties that could not be read, and are missing here
 */
@JsonDeserialize(using = FitRequestReader.class)
public record FitRequest(
    Data data,
    Components components,
    Family family,
    Start start,
    Convergence convergence,
    Knowledge knowledge,
    Selection selection,
    Naming naming,
    List<Refusal.Cause> misread) {

  /** By these properties others are judged. */
  private static final Set<String> JUDGED_BY =
      Set.of("/datasetId", "/data", "/algorithm", "/family", "/families");

  /** A request of which all could be read. */
  FitRequest(
      Data data,
      Components components,
      Family family,
      Start start,
      Convergence convergence,
      Knowledge knowledge,
      Selection selection,
      Naming naming) {
    this(data, components, family, start, convergence, knowledge, selection, naming, List.of());
  }

  /** The data that the model is of, its name, and what the columns are. */
  public record Data(
      @Nullable String model,
      @Nullable String datasetId,
      @Nullable RowsText data,
      @Nullable List<String> columns,
      @Nullable String weightColumn,
      @Nullable String labelColumn,
      @Nullable String missing,
      @Nullable Boolean standardize,
      @Nullable Boolean otherColumns) {
    /** Every row needs a value in every column. */
    static final String REFUSE = "refuse";

    /** Values may be missing. */
    static final String EM = "em";

    public boolean takesMissing() {
      return EM.equals(missing);
    }

    Data on(String dataset) {
      return new Data(
          model,
          dataset,
          null,
          columns,
          weightColumn,
          labelColumn,
          missing,
          standardize,
          otherColumns);
    }
  }

  /** Whether clusters are hard. */
  @JsonIgnore
  public boolean isKMeans() {
    return Algorithm.KMEANS.code().equals(convergence.algorithm);
  }

  /** The components: how many there are, of which shape and weight. */
  record Components(
      @Nullable ComponentNumbers components,
      @Nullable CovarianceNames covariance,
      @Nullable Double regularization,
      @Nullable JsonNode mixingWeights) {}

  /** The distribution of columns in a component. */
  record Family(
      @Nullable String family,
      @Nullable Map<String, String> families,
      @Nullable JsonNode degreesOfFreedom,
      @Nullable Boolean noise) {}

  /** The beginning of the iterations. */
  record Start(
      FitRequestJson.@Nullable Initialization initialization,
      @Nullable Integer restarts,
      @Nullable Long seed) {
    Start brief() {
      return new Start(initialization == null ? null : initialization.brief(), restarts, seed);
    }
  }

  /** The way in which iterations get on, and their end. */
  record Convergence(
      @Nullable String algorithm,
      FitRequestJson.@Nullable Convergence convergence,
      @Nullable String acceleration) {}

  /** The knowledge of the components before any data. */
  record Knowledge(@Nullable List<String> frozen, FitRequestJson.@Nullable Prior prior) {}

  /** The choice among several candidates, and how sure it is. */
  record Selection(
      @Nullable SelectionChoice selection, FitRequestJson.@Nullable Bootstrap bootstrap) {}

  /** The names of components, and the version that they are numbered after. */
  record Naming(@Nullable List<String> componentNames, @Nullable String alignTo) {}

  static FitRequest of(FitRequestJson json, List<Refusal.Cause> misread) {
    return new FitRequest(
        new Data(
            json.model(),
            json.datasetId(),
            json.data(),
            json.columns(),
            json.weightColumn(),
            json.labelColumn(),
            json.missing(),
            json.standardize(),
            json.otherColumns()),
        new Components(
            json.components(), json.covariance(), json.regularization(), json.mixingWeights()),
        new Family(json.family(), json.families(), json.degreesOfFreedom(), json.noise()),
        new Start(json.initialization(), json.restarts(), json.seed()),
        new Convergence(json.algorithm(), json.convergence(), json.acceleration()),
        new Knowledge(json.frozen(), json.prior()),
        new Selection(json.selection(), json.bootstrap()),
        new Naming(json.componentNames(), json.alignTo()),
        List.copyOf(misread));
  }

  /** Refuses at once what is too unclear to say of it what else is wrong. */
  public void refuseUnclear() {
    if (misread.stream()
        .anyMatch(cause -> JUDGED_BY.contains(Findings.property(cause.pointer())))) {
      findings().refuseIfAny();
    }
  }

  /** What is wrong so far: all that could not be read. */
  Findings findings() {
    return new Findings(FitRequestJson.class, misread);
  }

  /** A refusal for one property, and for all that could not be read. */
  public Refusal refusal(String pointer, String detail) {
    return with(Refusal.unprocessable(pointer, detail));
  }

  /** A refusal and, if something could not be read, that too. */
  public Refusal with(Refusal refused) {
    Findings findings = findings();
    if (findings.none()) {
      return refused;
    }
    findings.add(refused);
    return findings.refusal();
  }

  @JsonValue
  FitRequestJson json() {
    return new FitRequestJson(
        data.model,
        data.datasetId,
        data.data,
        data.columns,
        convergence.algorithm,
        components.components,
        components.covariance,
        start.initialization,
        start.restarts,
        convergence.convergence,
        components.regularization,
        components.mixingWeights,
        data.standardize,
        start.seed,
        convergence.acceleration,
        data.weightColumn,
        data.labelColumn,
        knowledge.frozen,
        knowledge.prior,
        family.family,
        family.degreesOfFreedom,
        family.noise,
        data.missing,
        selection.selection,
        family.families,
        selection.bootstrap,
        data.otherColumns,
        naming.componentNames,
        naming.alignTo);
  }

  /** The same on a stored dataset. */
  public FitRequest on(String dataset) {
    return new FitRequest(
        data.on(dataset),
        components,
        family,
        start,
        convergence,
        knowledge,
        selection,
        naming,
        misread);
  }

  /** The same without the lists of a start. */
  public FitRequest brief() {
    return new FitRequest(
        data,
        components,
        family,
        start.brief(),
        convergence,
        knowledge,
        selection,
        naming,
        misread);
  }
}
