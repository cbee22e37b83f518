package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.ColumnFamily;
import io.mixtura.mixture.ComponentFamily;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.Frozen;
import io.mixtura.mixture.GaussianFamily;
import io.mixtura.mixture.NoisyFamily;
import io.mixtura.mixture.StudentFamily;
import io.mixtura.web.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks which families the columns are of, and what components are to be besides. */
final class FamilyResolver {
  static final String AT = "/family";
  static final String EACH_AT = "/families";
  static final String DEFAULT = new ColumnFamily.Gaussian().code();

  /** The family of all columns together, in the place of that of each. */
  static final String STUDENT = "student";

  private static final Map<String, Supplier<ColumnFamily>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put(DEFAULT, ColumnFamily.Gaussian::new);
    FAMILIES.put("poisson", ColumnFamily.Poisson::new);
    FAMILIES.put("bernoulli", ColumnFamily.Bernoulli::new);
    FAMILIES.put("categorical", ColumnFamily.Categorical::open);
  }

  private final FitRequest request;
  private final Algorithm algorithm;
  private final Findings findings;

  FamilyResolver(FitRequest request, Algorithm algorithm, Findings findings) {
    this.request = request;
    this.algorithm = algorithm;
    this.findings = findings;
  }

  /**
   * The family of each column, Gaussian where t components have all of them; the levels of
   * categorical ones are found in the data later.
   */
  List<ColumnFamily> columns(List<String> columns) {
    Map<String, String> each =
        Objects.requireNonNullElse(request.families(), Collections.emptyMap());
    if (algorithm == Algorithm.KMEANS) {
      refuse(AT, request.family());
      refuse(EACH_AT, request.families());
      return columns.stream().<ColumnFamily>map(_ -> new ColumnFamily.Gaussian()).toList();
    }
    String code = Objects.requireNonNullElse(request.family(), DEFAULT);
    ColumnFamily others = code.equals(STUDENT) ? new ColumnFamily.Gaussian() : named(code, AT);
    each.forEach((column, _) -> requireKnown(column, columns));
    return columns.stream()
        .map(column -> each.containsKey(column) ? named(each.get(column), at(column)) : others)
        .toList();
  }

  /** What the engine is to do, once all has been checked. */
  ComponentFamily components(
      CovarianceStructure covariance, List<ColumnFamily> families, Frozen frozen) {
    ComponentFamily family =
        isStudent()
            ? new StudentFamily(covariance, degrees().resolve())
            : ComponentFamily.of(covariance, families);
    ComponentFamily estimated =
        family instanceof GaussianFamily ? new GaussianFamily(covariance, frozen) : family;
    return isNoisy() ? new NoisyFamily(estimated) : estimated;
  }

  /** Refuses what does not go together. */
  void check(List<ColumnFamily> families) {
    boolean isGaussian = areGaussian(families);
    degrees().resolve();
    findings.require(
        isGaussian || !isStudent(),
        EACH_AT,
        "t components have all columns together; leave families out, or set \"family\": \"%s\"",
        DEFAULT);
    findings.require(
        !isNoisy() || algorithm == Algorithm.EM,
        "/noise",
        "kmeans gives every point to a cluster and knows no noise; leave it out, or use em");
    findings.require(
        !isNoisy() || isGaussian,
        "/noise",
        "noise is anywhere in a box of numbers, not among counts and levels; leave it out, or choose gaussian columns");
    refuseUnless(isGaussian && !isStudent(), "/frozen", request.frozen());
    refuseUnless(isGaussian && !isStudent(), "/prior", request.prior());
  }

  private void refuseUnless(boolean isPlain, String pointer, @Nullable Object given) {
    findings.require(
        given == null || isPlain,
        pointer,
        "%s is for Gaussian components; leave it out, or set \"family\": \"%s\" for all columns",
        pointer.substring(1),
        DEFAULT);
  }

  private DegreesResolver degrees() {
    return new DegreesResolver(request.degreesOfFreedom(), isStudent(), findings);
  }

  private boolean isStudent() {
    return STUDENT.equals(request.family());
  }

  private boolean isNoisy() {
    return Boolean.TRUE.equals(request.noise());
  }

  private static boolean areGaussian(List<ColumnFamily> families) {
    return families.stream().allMatch(ColumnFamily.Gaussian.class::isInstance);
  }

  /** Whether components are the default ones, which cope with everything. */
  static boolean isPlainGaussian(FitRequest request, List<ColumnFamily> families) {
    return areGaussian(families)
        && !STUDENT.equals(request.family())
        && !Boolean.TRUE.equals(request.noise());
  }

  private void refuse(String at, @Nullable Object given) {
    findings.require(
        given == null, at, "kmeans knows distances alone and no families; leave it out, or use em");
  }

  private void requireKnown(String column, List<String> columns) {
    findings.require(
        columns.contains(column),
        at(column),
        "the fit has no column '%s'%s",
        Findings.shown(column),
        Spelling.hint(Findings.shown(column), columns));
  }

  private ColumnFamily named(@Nullable String code, String at) {
    Supplier<ColumnFamily> family = code == null ? null : FAMILIES.get(code);
    findings.require(
        family != null,
        at,
        "'%s' is not a family; there are '%s'%s",
        Findings.shown(String.valueOf(code)),
        String.join("', '", FAMILIES.keySet()),
        at.equals(AT) ? " and '" + STUDENT + "'" : "");
    return family == null ? new ColumnFamily.Gaussian() : family.get();
  }

  /** Where a request says of what family a column is. */
  static String at(FitRequest request, String column) {
    Map<String, String> each = request.families();
    return each != null && each.containsKey(column) ? at(column) : AT;
  }

  private static String at(String column) {
    return EACH_AT + "/" + column.replace("~", "~0").replace("/", "~1");
  }

  /** How an answer states noise: not at all where there is none. */
  static @Nullable Boolean statedNoise(FitRequest request) {
    return Boolean.TRUE.equals(request.noise()) ? true : null;
  }
}
