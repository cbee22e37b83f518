package io.mixtura.fit.request;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.JsonPointers;
import io.mixtura.web.problem.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks which families the columns are of, and what components are to be besides. */
public final class FamilyResolver {
  private static final String AT = "/family";
  private static final String EACH_AT = "/families";
  private static final String DEGREES_AT = "/degreesOfFreedom";
  private static final String SHARED = "shared";

  /** Columns that one sentence names. */
  private static final int LISTED = 20;

  static final String DEFAULT = new ColumnFamily.Gaussian().code();

  private static final Map<String, Supplier<ColumnFamily>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put(DEFAULT, ColumnFamily.Gaussian::new);
    FAMILIES.put("poisson", ColumnFamily.Poisson::new);
    FAMILIES.put("bernoulli", ColumnFamily.Bernoulli::new);
    FAMILIES.put("categorical", ColumnFamily.Categorical::open);
  }

  private final Algorithm algorithm;
  private final ResolvedData data;
  private final Findings findings;

  FamilyResolver(Algorithm algorithm, ResolvedData data, Findings findings) {
    this.algorithm = algorithm;
    this.data = data;
    this.findings = findings;
  }

  ResolvedFamily resolve(FitRequest.Family given) {
    List<ColumnFamily> columns = columns(given);
    boolean isStudent = ResolvedFamily.STUDENT.equals(given.family());
    DegreesOfFreedom degrees = degrees(given.degreesOfFreedom(), isStudent);
    ResolvedFamily family = new ResolvedFamily(given, columns, degrees);
    checkMix(family);
    checkNoise(family);
    checkData(family);
    return family;
  }

  private List<ColumnFamily> columns(FitRequest.Family given) {
    Map<String, String> each = Objects.requireNonNullElse(given.families(), Collections.emptyMap());
    if (algorithm == Algorithm.KMEANS) {
      refuse(AT, given.family());
      refuse(EACH_AT, given.families());
      List<ColumnFamily> distances =
          data.columns().stream().<ColumnFamily>map(_ -> new ColumnFamily.Gaussian()).toList();
      checkText(distances);
      return distances;
    }
    String code = Objects.requireNonNullElse(given.family(), DEFAULT);
    ColumnFamily others =
        code.equals(ResolvedFamily.STUDENT) ? new ColumnFamily.Gaussian() : named(code, AT);
    each.forEach((column, _) -> requireKnown(column));
    List<ColumnFamily> families =
        data.columns().stream()
            .map(column -> each.containsKey(column) ? named(each.get(column), at(column)) : others)
            .toList();
    checkText(families);
    return families;
  }

  /** Text has levels and no numbers; which of its columns are meant to be used, nobody knows. */
  private void checkText(List<ColumnFamily> families) {
    List<String> text =
        IntStream.range(0, families.size())
            .filter(j -> !families.get(j).takesLevelsFromData())
            .mapToObj(data.columns()::get)
            .filter(data.shape().text()::isText)
            .toList();
    findings.require(text.isEmpty(), EACH_AT, "%s", text.isEmpty() ? "" : textRemedy(text));
  }

  private String textRemedy(List<String> text) {
    boolean isOne = text.size() == 1;
    List<String> numbers =
        data.columns().stream().filter(column -> !text.contains(column)).toList();
    String levels =
        "\"families\": {%s} to fit %s levels"
            .formatted(listed(text, "\"%s\": \"categorical\""), isOne ? "its" : "their");
    String without =
        "\"columns\": [%s] to leave %s out"
            .formatted(listed(numbers, "\"%s\""), isOne ? "it" : "them");
    String remedies =
        Stream.of(algorithm == Algorithm.KMEANS ? "" : levels, numbers.isEmpty() ? "" : without)
            .filter(remedy -> !remedy.isEmpty())
            .collect(Collectors.joining(", or "));
    return "column%s %s hold%s text%s"
        .formatted(
            isOne ? "" : "s",
            listed(text, "'%s'"),
            isOne ? "s" : "",
            remedies.isEmpty() ? ", which kmeans knows no distances of" : "; set " + remedies);
  }

  private static String listed(List<String> columns, String each) {
    String listed =
        columns.stream()
            .limit(LISTED)
            .map(column -> each.formatted(Findings.shown(column)))
            .collect(Collectors.joining(", "));
    return columns.size() > LISTED ? listed + ", …" : listed;
  }

  private void refuse(String at, @Nullable Object given) {
    findings.require(
        given == null, at, "kmeans knows distances alone and no families; leave it out, or use em");
  }

  private void requireKnown(String column) {
    findings.require(
        data.columns().contains(column),
        at(column),
        "the fit has no column '%s'%s",
        Findings.shown(column),
        Spelling.hint(Findings.shown(column), data.columns()));
  }

  private ColumnFamily named(@Nullable String code, String at) {
    Supplier<ColumnFamily> family = code == null ? null : FAMILIES.get(code);
    findings.require(
        family != null,
        at,
        "'%s' is not a family; there are '%s'%s",
        Findings.shown(String.valueOf(code)),
        String.join("', '", FAMILIES.keySet()),
        at.equals(AT) ? " and '" + ResolvedFamily.STUDENT + "'" : "");
    return family == null ? new ColumnFamily.Gaussian() : family.get();
  }

  private DegreesOfFreedom degrees(@Nullable JsonNode given, boolean isStudent) {
    findings.require(
        isStudent || given == null,
        DEGREES_AT,
        "only components of family '%s' have degrees of freedom; leave them out, or set \"family\": \"%s\"",
        ResolvedFamily.STUDENT,
        ResolvedFamily.STUDENT);
    if (given == null || !isStudent || isText(given, ResolvedFamily.ESTIMATED)) {
      return new DegreesOfFreedom.PerComponent();
    }
    return isText(given, SHARED) ? new DegreesOfFreedom.Shared() : fixed(given);
  }

  private DegreesOfFreedom fixed(JsonNode degrees) {
    double number = degrees.isNumber() ? degrees.asDouble() : 0;
    findings.require(
        number >= DegreesOfFreedom.LEAST && number <= DegreesOfFreedom.MOST_GIVEN,
        DEGREES_AT,
        "degreesOfFreedom must be '%s' (for each component), '%s' (one estimate for all) or a number from %s to %s, but was %s",
        ResolvedFamily.ESTIMATED,
        SHARED,
        DegreesOfFreedom.LEAST,
        DegreesOfFreedom.MOST_GIVEN,
        Excerpt.of(degrees));
    return new DegreesOfFreedom.Fixed(number);
  }

  private static boolean isText(JsonNode given, String text) {
    return given.isString() && given.asString().equals(text);
  }

  private void checkMix(ResolvedFamily family) {
    findings.require(
        family.areColumnsGaussian() || !family.isStudent(),
        EACH_AT,
        "t components have all columns together; leave families out, or set \"family\": \"%s\"",
        DEFAULT);
  }

  private void checkNoise(ResolvedFamily family) {
    findings.require(
        !family.isNoisy() || algorithm == Algorithm.EM,
        "/noise",
        "kmeans gives every point to a cluster and knows no noise; leave it out, or use em");
    findings.require(
        !family.isNoisy() || family.areColumnsGaussian(),
        "/noise",
        "noise is anywhere in a box of numbers, not among counts and levels; leave it out, or choose gaussian columns");
  }

  /** What can be done to the data is not for every family. */
  private void checkData(ResolvedFamily family) {
    findings.require(
        !data.standardize() || family.areColumnsGaussian(),
        "/standardize",
        "counts and levels cannot be standardized; leave it out: columns of different families need no common unit");
  }

  /** Where a request says of what family a column is. */
  public static String at(FitRequest.Family given, String column) {
    Map<String, String> each = given.families();
    return each != null && each.containsKey(column) ? at(column) : AT;
  }

  private static String at(String column) {
    return JsonPointers.property(EACH_AT, column);
  }
}
