package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

/** Starts of two components on six rows of two columns. */
class StartResolverTests {
  private static final DataShape SHAPE = new DataShape("six", List.of("a", "b"), 6);

  @Test
  void startsAreWhatTheEngineTakes() {
    assertThat(start("{}")).isEqualTo(new Initialization.Portfolio(48, 5));
    assertThat(start("{'starts':3}")).isEqualTo(new Initialization.Portfolio(3, 3));
    assertThat(start("{'method':'portfolio','starts':9,'keep':2}"))
        .isEqualTo(new Initialization.Portfolio(9, 2));
    assertThat(start("{'method':'kmeans'}")).isEqualTo(new Initialization.KMeans());
    assertThat(start("{'method':'random'}")).isEqualTo(new Initialization.RandomPoints());
    assertThat(start("{'method':'partition','labels':[1,0,1,0,1,1]}"))
        .isEqualTo(new Initialization.Partition(List.of(1, 0, 1, 0, 1, 1)));
    assertThat(start("{'method':'parameters','means':[[1,2],[3,4]],'weights':[0.1,0.9]}"))
        .isEqualTo(
            new Initialization.Parameters(
                List.of(0.1, 0.9), List.of(List.of(1., 2.), List.of(3., 4.)), null));
  }

  /** The more components there are, the more of them can be misplaced. */
  @Test
  void startsGrowWithTheComponents() {
    assertThat(Requests.resolve("{'components':4}", SHAPE).spec().initialization())
        .isEqualTo(new Initialization.Portfolio(36, 5));
    ResolvedFit range = Requests.resolve("{'components':{'min':3,'max':5}}", SHAPE);

    assertThat(range.selection().candidates())
        .extracting(FitSpec::initialization)
        .containsExactly(
            new Initialization.Portfolio(24, 5),
            new Initialization.Portfolio(36, 5),
            new Initialization.Portfolio(48, 5));
    FitRequestJson.Initialization stated =
        Objects.requireNonNull(range.request().start().initialization());
    assertThat(stated.starts()).isNull();
    assertThat(stated.keep()).isEqualTo(5);
    assertThat(
            Requests.resolve(
                    "{'components':{'min':3,'max':5},'initialization':{'starts':7}}", SHAPE)
                .selection()
                .candidates())
        .extracting(FitSpec::starts)
        .containsOnly(7);
  }

  /** What one structure finds the others begin with, unless the client says how many they try. */
  @Test
  void structuresAfterTheFirstNeedFewStartsOfTheirOwn() {
    String all = "{'components':{'min':1,'max':3},'covariance':['tied','full']%s}";
    ResolvedFit shared = Requests.resolve(all.formatted(""), SHAPE);

    assertThat(shared.selection().candidates())
        .extracting(FitSpec::initialization)
        .containsExactly(
            new Initialization.Portfolio(24, 5),
            new Initialization.Portfolio(1, 1),
            new Initialization.Portfolio(48, 5),
            new Initialization.Portfolio(4, 1),
            new Initialization.Portfolio(24, 5),
            new Initialization.Portfolio(4, 1));
    FitRequestJson.Initialization stated =
        Objects.requireNonNull(shared.request().start().initialization());
    assertThat(stated.starts()).isNull();
    assertThat(stated.keep()).isNull();
    for (String said :
        List.of(
            ",'initialization':{'starts':7}",
            ",'initialization':{'keep':2}",
            ",'selection':'heldOut'")) {
      assertThat(Requests.resolve(all.formatted(said), SHAPE).selection().candidates())
          .allMatch(each -> each.starts() >= 7);
    }
  }

  private static Initialization start(String start) {
    return Requests.resolve(json("", start), SHAPE).spec().initialization();
  }

  private static String json(String others, String start) {
    return "{'components':2,%s'initialization':%s}".formatted(others, start);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'method':'partition','labels':[1,0,1,0,1,1]}",
        "{'method':'parameters','means':[[1,2],[3,4]]}"
      })
  void whereEveryStartIsTheSameThereIsOne(String start) {
    assertThat(Requests.resolve(json("", start), SHAPE).request().start().restarts()).isEqualTo(1);
    assertThat(Requests.resolve(json("'restarts':1,", start), SHAPE).spec().restarts())
        .isEqualTo(1);
    assertThat(Requests.refusal(json("'restarts':2,", start), SHAPE).causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly("/restarts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'method':'KMeans'                             | /method   | there are *portfolio*, *kmeans*, *random*",
        "'labels':[0,1,0,1,0,1]                        | /labels   | read only by method *partition*, but the method is *portfolio* unless",
        "'method':'random','means':[[1,2],[3,4]]       | /means    | read only by method *parameters*, but the method is *random*",
        "'method':'partition','weights':[1],'labels':[0,1,0,1,0,1] | /weights | read only by method *parameters*",
        "'method':'kmeans','covariances':[]            | /covariances | read only by method *parameters*",
        "'method':'partition'                          | /labels   | needs labels: the component of each row",
        "'method':'partition','labels':[]              | /labels   | there are 0 labels for 6 rows",
        "'method':'partition','labels':[0,1]           | /labels   | there are 2 labels for 6 rows; each row needs one",
        "'method':'partition','labels':[0,1,0,1,0,1,0] | /labels   | there are 7 labels for 6 rows",
        "'method':'partition','labels':[0,1,2,1,0,1]   | /labels/2 | label 2; labels are numbers of components, from 0 to 1",
        "'method':'partition','labels':[0,1,-1,7,0,1]  | /labels/2 | label -1; labels",
        "'method':'partition','labels':[0,1,0,1,0,null]| /labels/5 | label null; labels",
        "'method':'partition','labels':[0,0,0,0,0,0]   | /labels   | no row has the label 1; each of the 2 components",
        "'method':'parameters'                         | /means    | needs means: one for each component",
        "'method':'parameters','weights':[0.5,0.5]     | /means    | needs means",
        "'method':'parameters','means':[]              | /means    | an array of 2 arrays, one for each component, but has 0",
        "'method':'parameters','means':[[1,2]]         | /means    | an array of 2 arrays, one for each component, but has 1",
        "'method':'parameters','means':[null,[1,2]]    | /means/0  | an array of 2 numbers, one for each column, but was null",
        "'method':'parameters','means':[[1,2],[3]]     | /means/1  | an array of 2 numbers, one for each column, but has 1",
        "'method':'parameters','means':[[1,2],[3,null]]| /means/1/1 | must be a number, but was null",
        "'method':'parameters','means':[[1,2],['NaN',4]] | /means/1/0 | must be a number, but was NaN",
        "'method':'parameters','means':[[1,2],[1e400,4]] | /means/1/0 | must be a number, but was Infinity",
        "'method':'parameters','means':[[1,2],[3,4]],'weights':[1]       | /weights   | an array of 2 numbers, one for each component, but has 1",
        "'method':'parameters','means':[[1,2],[3,4]],'weights':[1,null]  | /weights/1 | must be a number, but was null",
        "'method':'parameters','means':[[1,2],[3,4]],'weights':[1.5,-0.5]| /weights   | the weight of component 1 is -0.5",
        "'method':'parameters','means':[[1,2],[3,4]],'weights':[0.5,0.6] | /weights   | sum to 1.1; they must sum to 1",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[]    | /covariances | an array of 2 matrices, one for each component, but has 0",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],null]            | /covariances/1 | but was null",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],[[1,0]]]         | /covariances/1 | an array of 2 arrays, one for each column, but has 1",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],[[1,0],[1]]]     | /covariances/1/1 | an array of 2 numbers",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],[[1,0],[0,null]]]| /covariances/1/1/1 | must be a number",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],[[1,0],[5,1]]]   | /covariances | component 1 is not symmetric",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,1]],[[1,2],[2,1]]]   | /covariances | component 1 is not positive definite",
        "'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,0]],[[1,0],[0,1]]]   | /covariances | component 0 is not positive definite",
      })
  void aBadStartIsRefusedWhereItStands(String start, String pointer, String message) {
    Refusal refusal = Requests.refusal(json("", "{" + start + "}"), SHAPE);

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("/initialization" + pointer);
    assertThat(refusal.causes().getFirst().detail()).contains(message.replace('*', '\''));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tied      | [[[1,0],[0,1]],[[2,0],[0,2]]] | those of components 0 and 1 differ",
        "diagonal  | [[[1,0],[0,1]],[[2,1],[1,2]]] | off the diagonal it must be 0",
        "spherical | [[[1,0],[0,1]],[[2,0],[0,3]]] | component 1 has several",
        "identity  | [[[1,0],[0,1]],[[2,0],[0,2]]] | leave them out",
        "EII       | [[[1,0],[0,1]],[[2,0],[0,3]]] | component 1 has several",
        "EII       | [[[1,0],[0,1]],[[2,0],[0,2]]] | those of components 0 and 1 differ",
        "EEI       | [[[1,0],[0,4]],[[1,0],[0,5]]] | those of components 0 and 1 differ",
        "VEI       | [[[1,0],[0,4]],[[4,0],[0,1]]] | 'VEI' does not allow these covariances",
        "EVI       | [[[1,0],[0,4]],[[2,0],[0,4]]] | 'EVI' does not allow these covariances",
        "VEE       | [[[2,1],[1,2]],[[2,0],[0,2]]] | 'VEE' does not allow these covariances",
        "EVE       | [[[3,1],[1,3]],[[9,0],[0,1]]] | 'EVE' does not allow these covariances",
        "VVE       | [[[3,1],[1,3]],[[9,0],[0,1]]] | 'VVE' does not allow these covariances",
        "EEV       | [[[2,0],[0,8]],[[2,1],[1,2]]] | 'EEV' does not allow these covariances",
        "VEV       | [[[2,0],[0,8]],[[2,1],[1,2]]] | 'VEV' does not allow these covariances",
        "EVV       | [[[2,1],[1,2]],[[2,0],[0,3]]] | 'EVV' does not allow these covariances",
      })
  void givenCovariancesMustHaveTheStructure(String structure, String covariances, String message) {
    Refusal refusal =
        Requests.refusal(
            json(
                "'covariance':'%s',".formatted(structure),
                "{'method':'parameters','means':[[1,2],[3,4]],'covariances':%s}"
                    .formatted(covariances)),
            SHAPE);

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("/initialization/covariances");
    assertThat(refusal.causes().getFirst().detail()).contains(message);
  }

  /** Also as they are printed, with few digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EII | [[[2,0],[0,2]],[[2,0],[0,2]]]",
        "VEI | [[[1,0],[0,3]],[[0.33333,0],[0,1]]]",
        "EVI | [[[1,0],[0,4]],[[8,0],[0,0.5]]]",
        "VEE | [[[2,1],[1,2]],[[6,3],[3,6]]]",
        "EVE | [[[2,1],[1,2]],[[2,-1],[-1,2]]]",
        "VVE | [[[2,1],[1,2]],[[5,-1],[-1,5]]]",
        "EEV | [[[2,1],[1,2]],[[3,0],[0,1]]]",
        "VEV | [[[2,1],[1,2]],[[6,0],[0,2]]]",
        "EVV | [[[2,1],[1,2]],[[30,0],[0,0.1]]]",
      })
  void covariancesOfTheStructureAreTakenAsTheyAre(String structure, String covariances) {
    String start =
        "{'method':'parameters','means':[[1,2],[3,4]],'covariances':%s}".formatted(covariances);
    assertThat(
            Requests.resolve(json("'covariance':'%s',".formatted(structure), start), SHAPE).spec())
        .isNotNull();
  }

  /** Right angles are none after the columns have got units of their own. */
  @ParameterizedTest
  @ValueSource(strings = {"EVE", "VVE", "EEV", "VEV"})
  void standardizedAxesNeedNotBeAtRightAnglesInTheDatasUnits(String structure) {
    String start =
        "{'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[3,1],[1,3]],[[9,0],[0,1]]]}";
    String covariance = "'covariance':'%s',".formatted(structure);
    assertThat(Requests.refusal(json(covariance, start), SHAPE).causes()).hasSize(1);
    assertThat(Requests.resolve(json(covariance + "'standardize':true,", start), SHAPE).spec())
        .isNotNull();
  }

  /** In the data's own units, one variance in standardized units is one for each column. */
  @Test
  void standardizedSphericalCovariancesDifferFromColumnToColumn() {
    String start =
        "{'method':'parameters','means':[[1,2],[3,4]],'covariances':[[[1,0],[0,9]],[[2,0],[0,18]]]}";
    String spherical = "'covariance':'spherical',";
    assertThat(Requests.refusal(json(spherical, start), SHAPE).causes()).hasSize(1);
    assertThat(Requests.resolve(json(spherical + "'standardize':true,", start), SHAPE).spec())
        .isNotNull();
  }

  @Test
  void kmeansStartsFromMeansAlone() {
    Refusal refusal =
        Requests.refusal(
            json(
                "'algorithm':'kmeans',",
                "{'method':'parameters','means':[[1,2],[3,4]],'weights':[0.5,0.5],'covariances':[]}"),
            SHAPE);

    assertThat(refusal.causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly("/initialization/weights", "/initialization/covariances");
    assertThat(refusal.causes())
        .allSatisfy(
            cause -> assertThat(cause.detail()).contains("leave out weights and covariances"));
  }

  @Test
  void everythingThatBelongsToAnotherMethodIsNamed() {
    Refusal refusal =
        Requests.refusal(
            json("", "{'method':'random','labels':[0],'weights':[1],'means':[],'covariances':[]}"),
            SHAPE);

    assertThat(refusal.causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly(
            "/initialization/labels",
            "/initialization/weights",
            "/initialization/means",
            "/initialization/covariances");
  }

  /** A million wrong entries must not make an answer of a million errors. */
  @Test
  void ofAnArrayOnlyTheFirstErrorIsReported() {
    String nulls = "null,".repeat(100_000) + "null";
    assertThat(
            Requests.refusal(
                    json("", "{'method':'partition','labels':[%s]}".formatted(nulls)), SHAPE)
                .causes())
        .hasSize(2);
    assertThat(
            Requests.refusal(
                    json("", "{'method':'parameters','means':[%s]}".formatted(nulls)), SHAPE)
                .causes())
        .hasSize(1);
  }
}
