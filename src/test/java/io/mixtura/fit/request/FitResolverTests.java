package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.fit.run.FitJson;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.family.StudentFamily;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.web.problem.Refusal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class FitResolverTests {

  @Test
  void everyDefaultIsFilledIn() {
    ResolvedFit resolved = Requests.resolve("{'datasetId':'d','components':2}");

    assertThat(resolved.spec())
        .isEqualTo(
            new FitSpec(
                2,
                Algorithm.EM,
                new GaussianFamily(CovarianceStructure.FULL),
                new Initialization.Portfolio(48, 5),
                1,
                new ConvergenceCriterion(Criterion.LOG_LIKELIHOOD, 1e-7, 500),
                1e-6,
                new MixingWeights.Learned(),
                false,
                42,
                Acceleration.SQUAREM,
                null));
    assertThat(FitJson.write(resolved.request()))
        .isEqualTo(
            """
            {"model":"six-rows","datasetId":"d","columns":["a","b","c"],"algorithm":"em","components":2,\
            "covariance":"full","initialization":{"method":"portfolio","starts":48,"keep":5},\
            "convergence":{"criterion":"logLikelihood","tolerance":1.0E-7,"maxIterations":500},\
            "regularization":1.0E-6,"mixingWeights":"learned","standardize":false,"seed":42,\
            "acceleration":"squarem","missing":"refuse"}\
            """);
  }

  /** Whatever name is used, answers state one, which is a name for the next request. */
  @Test
  void aCovarianceStructureHasOneNameInAnswers() {
    for (CovarianceStructure structure : CovarianceStructure.ALL) {
      for (String name : structure.names()) {
        ResolvedFit resolved =
            Requests.resolve("{'components':2,'covariance':'%s'}".formatted(name));
        assertThat(resolved.spec().family().structure()).isEqualTo(structure);
        assertThat(resolved.request().components().covariance())
            .isEqualTo(CovarianceNames.of(List.of(structure.code())));
      }
    }
    assertThat(CovarianceStructure.of("VVV")).isSameAs(CovarianceStructure.FULL);
    assertThat(CovarianceStructure.of("EEE")).isSameAs(CovarianceStructure.TIED);
    assertThat(CovarianceStructure.of("VVI")).isSameAs(CovarianceStructure.DIAGONAL);
    assertThat(CovarianceStructure.of("diag")).isSameAs(CovarianceStructure.DIAGONAL);
    assertThat(CovarianceStructure.of("VII")).isSameAs(CovarianceStructure.SPHERICAL);
    assertThat(CovarianceStructure.ALL).hasSize(15);
  }

  @Test
  void familiesAreWhatIsAskedFor() {
    assertThat(Requests.resolve("{'components':2,'family':'student'}").spec().family())
        .isEqualTo(
            new StudentFamily(CovarianceStructure.FULL, new DegreesOfFreedom.PerComponent()));
    ResolvedFit both =
        Requests.resolve(
            "{'components':2,'family':'student','degreesOfFreedom':7,'covariance':'tied','noise':true}");
    assertThat(both.spec().family())
        .isEqualTo(
            new NoisyFamily(
                new StudentFamily(CovarianceStructure.TIED, new DegreesOfFreedom.Fixed(7))));
    assertThat(FitJson.write(both.request()))
        .contains("\"family\":\"student\",\"degreesOfFreedom\":7,\"noise\":true");
  }

  @Test
  void kmeansStatesOnlyWhatItUses() {
    ResolvedFit resolved =
        Requests.resolve(
            "{'datasetId':'d','algorithm':'kmeans','components':3,'columns':['c','a']}");

    assertThat(FitJson.write(resolved.request()))
        .isEqualTo(
            """
            {"model":"six-rows","datasetId":"d","columns":["c","a"],"algorithm":"kmeans","components":3,\
            "initialization":{"method":"kmeans"},"restarts":5,\
            "convergence":{"criterion":"parameters","tolerance":1.0E-7,"maxIterations":500},\
            "standardize":false,"seed":42,"missing":"refuse"}\
            """);
    assertThat(resolved.spec().family().structure()).isEqualTo(CovarianceStructure.IDENTITY);
    assertThat(resolved.spec().regularization()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'components':1}",
        "{'components':5,'restarts':1000,'seed':-9223372036854775808}",
        "{'model':'m','components':2,'columns':['b'],'covariance':'tied','regularization':0}",
        "{'components':2,'covariance':'identity','regularization':1,'mixingWeights':'equal'}",
        "{'components':2,'covariance':'diagonal','mixingWeights':[0.25,0.75],'standardize':true}",
        "{'components':2,'mixingWeights':[0.3333333,0.6666667]}",
        "{'components':2,'convergence':{'criterion':'parameters','tolerance':0}}",
        "{'components':2,'convergence':{'maxIterations':1000000,'tolerance':4.9e-324}}",
        "{'components':2,'initialization':{'method':'random'},'restarts':1}",
        "{'components':2,'initialization':{'method':'partition','labels':[0,1,0,1,1,0]}}",
        "{'algorithm':'kmeans','components':2,'standardize':true,'initialization':"
            + "{'method':'parameters','means':[[1,2,3],[4,5,6]]}}",
        "{'components':2,'columns':['a'],'covariance':'spherical','initialization':"
            + "{'method':'parameters','weights':[0.1,0.9],'means':[[1],[4]],'covariances':[[[1]],[[2]]]}}",
        "{'components':1,'initialization':null,'convergence':null,'mixingWeights':null,'model':null}",
        "{'components':1,'initialization':{},'convergence':{}}",
        "{'components':2,'family':'gaussian','degreesOfFreedom':null,'noise':false}",
        "{'components':2,'family':'student'}",
        "{'components':2,'family':'student','degreesOfFreedom':'shared','noise':true}",
        "{'components':2,'family':'student','degreesOfFreedom':4}",
        "{'components':2,'covariance':'VEE','noise':true}",
      })
  void aResolvedRequestResolvesToItself(String json) {
    ResolvedFit once = Requests.resolve(json);
    String stated = FitJson.write(once.request());

    ResolvedFit twice = Requests.resolve(stated);

    assertThat(FitJson.write(twice.request())).isEqualTo(stated);
    assertThat(twice.spec()).isEqualTo(once.spec());
    assertThat(twice.columns()).isEqualTo(once.columns());
  }

  /** The quotation marks of a request are apostrophes here, those of a message asterisks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'model':''                        | /model      | 1 to 63 of a-z, 0-9",
        "'model':'Old Faithful'            | /model      | *old-faithful* would do",
        "'model':'.hidden'                 | /model      | the first is a letter or digit",
        "'columns':[]                      | /columns    | at least one column is needed",
        "'columns':['d']                   | /columns/0  | no column *d*; did you mean *",
        "'columns':['a','elsewhere']       | /columns/1  | no column *elsewhere*; it has *a*, *b*, *c*",
        "'columns':['a','a']               | /columns/1  | column *a* is named twice",
        "'columns':['a',null]              | /columns/1  | must be the name of a column, but was null",
        "'columns':['a','b','c','a']       | /columns    | 4 columns are named, but the dataset has 3",
        "'algorithm':'EM'                  | /algorithm  | there are *em* and *kmeans*",
        "'components':0                    | /components | from 1 to 5, but was 0",
        "'components':6                    | /components | from 1 to 5, but was 6",
        "'components':-1                   | /components | from 1 to 5, but was -1",
        "'components':null                 | /components | components is missing",
        "'covariance':'ful'                | /covariance | there are *full* (VVV), *tied* (EEE), *diagonal* (diag, VVI), *spherical* (VII), *EII*, *EEI*, *VEI*, *EVI*, *VEE*, *EVE*, *VVE*, *EEV*, *VEV*, *EVV* and *identity*",
        "'restarts':0                      | /restarts   | from 1 to 1000, but was 0",
        "'restarts':1001                   | /restarts   | from 1 to 1000, but was 1001",
        "'convergence':{'criterion':'x'}   | /convergence/criterion | there are *logLikelihood* and *parameters*",
        "'convergence':{'tolerance':-1e-9} | /convergence/tolerance | must be 0 (never stop early) or a small positive number",
        "'convergence':{'tolerance':'NaN'} | /convergence/tolerance | but was NaN",
        "'convergence':{'tolerance':1e400} | /convergence/tolerance | but was Infinity",
        "'convergence':{'maxIterations':0} | /convergence/maxIterations | from 1 to 1000000, but was 0",
        "'convergence':{'maxIterations':1000001} | /convergence/maxIterations | from 1 to 1000000",
        "'regularization':-1e-9            | /regularization | from 0 (off) to 1, but was -1.0E-9",
        "'regularization':1.5              | /regularization | from 0 (off) to 1, but was 1.5",
        "'regularization':'NaN'            | /regularization | but was NaN",
        "'mixingWeights':'learnt'          | /mixingWeights | *learned*, *equal* or an array of 2 numbers, but was \"learnt\"",
        "'mixingWeights':0.5               | /mixingWeights | but was 0.5",
        "'mixingWeights':{}                | /mixingWeights | but was {}",
        "'mixingWeights':true              | /mixingWeights | but was true",
        "'mixingWeights':[]                | /mixingWeights | an array of 2 numbers, but was []",
        "'mixingWeights':[1]               | /mixingWeights | an array of 2 numbers, but was [1]",
        "'mixingWeights':[0.5,0.6]         | /mixingWeights | sum to 1.1; they must sum to 1",
        "'mixingWeights':[1,0]             | /mixingWeights/1 | above 0, but was 0",
        "'mixingWeights':[1.5,-0.5]        | /mixingWeights/1 | above 0, but was -0.5",
        "'mixingWeights':[1,null]          | /mixingWeights/1 | above 0, but was null",
        "'mixingWeights':[1,'NaN']         | /mixingWeights/1 | above 0, but was \"NaN\"",
        "'mixingWeights':[1,1e400]         | /mixingWeights/1 | above 0, but was",
        "'family':'cauchy'                 | /family     | *cauchy* is not a family; there are *gaussian*, *poisson*, *bernoulli*, *categorical* and *student*",
        "'degreesOfFreedom':4              | /degreesOfFreedom | only components of family *student* have degrees of freedom",
        "'family':'student','degreesOfFreedom':0.4 | /degreesOfFreedom | *estimated* (for each component), *shared* (one estimate for all) or a number from 0.5 to 1.0E9, but was 0.4",
        "'family':'student','degreesOfFreedom':'many' | /degreesOfFreedom | but was \"many\"",
        "'family':'student','degreesOfFreedom':[3,4] | /degreesOfFreedom | but was [3,4]",
        "'initialization':{'method':'x'}   | /initialization/method | there are *portfolio*, *kmeans*, *random*, *partition* and *parameters*",
      })
  void aBadValueIsRefusedWhereItStands(String field, String pointer, String message) {
    String json =
        "{'components':2,%s}"
            .formatted(field)
            .replace("'components':2,'components'", "'components'");

    Refusal refusal = Requests.refusal(json);

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).contains(message.replace('*', '\''));
    assertThat(refusal).hasMessage(refusal.causes().getFirst().detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'covariance':'full'      | /covariance     | leave it out, or use em with covariance *identity*",
        "'covariance':'identity'  | /covariance     | leave it out",
        "'regularization':0       | /regularization | leave it out",
        "'mixingWeights':'equal'  | /mixingWeights  | leave them out",
        "'mixingWeights':[1,2]    | /mixingWeights  | leave them out",
        "'family':'gaussian'      | /family         | no families; leave it out, or use em",
        "'noise':true             | /noise          | leave it out, or use em",
        "'convergence':{'criterion':'logLikelihood'} | /convergence/criterion | its criterion is *parameters*",
      })
  void kmeansRefusesWhatItWouldIgnore(String field, String pointer, String message) {
    Refusal refusal = Requests.refusal("{'algorithm':'kmeans','components':2,%s}".formatted(field));

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).contains(message.replace('*', '\''));
  }

  @Test
  void everyErrorIsReportedAtOnce() {
    Refusal refusal =
        Requests.refusal(
            """
            {'model':'A','columns':['x','a'],'algorithm':'no','components':99,'covariance':'no',
             'initialization':{'method':'no'},'restarts':0,
             'convergence':{'criterion':'no','tolerance':-1,'maxIterations':0},
             'regularization':2,'mixingWeights':'no'}
            """);

    assertThat(refusal.causes().stream().map(Refusal.Cause::pointer))
        .containsExactlyInAnyOrder(
            "/model",
            "/columns/0",
            "/algorithm",
            "/components",
            "/covariance",
            "/initialization/method",
            "/restarts",
            "/convergence/criterion",
            "/convergence/tolerance",
            "/convergence/maxIterations",
            "/regularization",
            "/mixingWeights");
    assertThat(refusal).hasMessageStartingWith("12 errors; the first: ");
  }

  @Test
  void whatDependsOnAWrongNumberOfComponentsIsNotComplainedOf() {
    Refusal refusal =
        Requests.refusal(
            "{'mixingWeights':[0.5,0.5],'initialization':{'method':'partition','labels':[7]}}");

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("/components");
  }

  @Test
  void thereAreNotMoreComponentsThanRows() {
    DataShape threeRows = new DataShape("d", List.of("a"), 3);
    assertThat(Requests.resolve("{'components':3}", threeRows).spec().components()).isEqualTo(3);
    assertThat(Requests.refusal("{'components':4}", threeRows))
        .hasMessageContaining("4 components cannot be told apart in 3 rows");
  }

  @Test
  void moreColumnsThanTheLimitAreRefusedUnlessSomeAreChosen() {
    DataShape wide = new DataShape("d", List.of("a", "b", "c", "d", "e"), 9);
    assertThat(Requests.refusal("{'components':1}", wide).causes().getFirst())
        .isEqualTo(
            new Refusal.Cause(
                "/columns", "5 columns are more than the limit of 4; choose some with columns"));
    assertThat(Requests.resolve("{'components':1,'columns':['e','a']}", wide).columns())
        .containsExactly("e", "a");
  }

  @Test
  void aLongTextIsNotSentBackWhole() {
    String tooLong = "x".repeat(1_000_000);
    List<String> manyColumns = Collections.nCopies(100_000, tooLong.substring(0, 10));
    String json =
        "{'model':'%s','components':1,'covariance':'%s','algorithm':'%s','columns':['%s'],'mixingWeights':'%s'}"
            .formatted(tooLong + "!", tooLong, tooLong, String.join("','", manyColumns), tooLong);

    Refusal refusal = Requests.refusal(json);

    assertThat(refusal.causes()).hasSize(5);
    assertThat(refusal.causes())
        .allSatisfy(cause -> assertThat(cause.detail()).hasSizeLessThan(400));
  }
}
