package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.run.FitJson;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several candidates may be, and how one of them may be chosen. */
class SelectionResolverTests {

  private static List<String> candidates(String json) {
    return Requests.resolve(json).selection().candidates().stream()
        .map(spec -> spec.components() + " " + spec.family().structure().code())
        .toList();
  }

  @Test
  void eachNumberIsTriedWithEachStructureInTheOrderGiven() {
    assertThat(
            candidates("{'components':{'min':2,'max':4},'covariance':['VEV','full','diagonal']}"))
        .containsExactly(
            "2 VEV",
            "2 full",
            "2 diagonal",
            "3 VEV",
            "3 full",
            "3 diagonal",
            "4 VEV",
            "4 full",
            "4 diagonal");
    assertThat(candidates("{'components':{'max':3}}"))
        .containsExactly("1 full", "2 full", "3 full");
    assertThat(candidates("{'components':2,'covariance':['EEE','VVV']}"))
        .containsExactly("2 tied", "2 full");
    assertThat(candidates("{'components':2,'covariance':'all'}"))
        .containsExactly(
            "2 EII",
            "2 spherical",
            "2 EEI",
            "2 VEI",
            "2 EVI",
            "2 diagonal",
            "2 tied",
            "2 VEE",
            "2 EVE",
            "2 VVE",
            "2 EEV",
            "2 VEV",
            "2 EVV",
            "2 full");
  }

  /** But for what is tried, and from how many starts, they are the same. */
  @Test
  void candidatesShareAllElse() {
    SelectionSpec selection =
        Requests.resolve(
                """
                {'components':{'min':1,'max':3},'regularization':0.5,'seed':7,'standardize':true,
                 'convergence':{'tolerance':1e-3},'mixingWeights':'equal','selection':'icl'}
                """)
            .selection();

    assertThat(selection.criterion()).isEqualTo(SelectionCriterion.ICL);
    assertThat(selection.folds()).isZero();
    FitSpec first = selection.candidates().getFirst();
    for (FitSpec spec : selection.candidates()) {
      assertThat(spec)
          .usingRecursiveComparison()
          .ignoringFields("components", "initialization")
          .isEqualTo(first);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'components':{'min':3,'max':3}      | 'components':3,'covariance':'full'",
        "'components':3,'covariance':['VVV'] | 'components':3,'covariance':'full'",
        "'components':3                      | 'components':3,'covariance':'full'",
      })
  void oneCandidateIsAsIfItHadBeenGivenAlone(String asked, String stated) {
    ResolvedFit resolved = Requests.resolve("{%s}".formatted(asked));

    assertThat(resolved.selection()).isEqualTo(SelectionSpec.single(resolved.spec()));
    assertThat(FitJson.write(resolved.request()))
        .contains(stated.replace('\'', '"'))
        .doesNotContain("selection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'components':{'max':3}                          | `'components':{'min':1,'max':3},'covariance':'full'` | 'selection':'bic'",
        "'components':{'max':3},'selection':'aic'        | `'components':{'min':1,'max':3},'covariance':'full'` | 'selection':'aic'",
        "'components':2,'covariance':['EEE','VVI']       | `'components':2,'covariance':['tied','diagonal']`    | 'selection':'bic'",
        "'components':{'max':2},'selection':'heldOut'    | `'components':{'min':1,'max':2}`                     | 'selection':{'criterion':'heldOut','folds':5}",
        "'components':{'max':2},'selection':{'criterion':'heldOut','folds':6} | `'components':{'min':1,'max':2}` | 'selection':{'criterion':'heldOut','folds':6}",
        "'components':{'max':2},'selection':{}           | `'components':{'min':1,'max':2}`                     | 'selection':'bic'",
        "'components':{'max':2},'selection':{'criterion':'icl'} | `'components':{'min':1,'max':2}`              | 'selection':'icl'",
      })
  void whatIsResolvedIsStatedAndResolvesToItself(String asked, String stated, String selection) {
    ResolvedFit once = Requests.resolve("{%s}".formatted(asked));
    String json = FitJson.write(once.request());

    assertThat(json).contains(stated.replace('\'', '"'), selection.replace('\'', '"'));
    ResolvedFit twice = Requests.resolve(json);
    assertThat(FitJson.write(twice.request())).isEqualTo(json);
    assertThat(twice.selection()).isEqualTo(once.selection());
  }

  /** Of 6 rows, where at most 5 components are allowed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'components':{'min':1}              | /components/max | max is missing: the largest number",
        "'components':{}                     | /components/max | max is missing",
        "'components':{'min':0,'max':3}      | /components/min | from 1 to max, which is 3, but was 0",
        "'components':{'min':4,'max':3}      | /components/min | from 1 to max, which is 3, but was 4",
        "'components':{'min':1,'max':6}      | /components/max | from 1 to 5, but was 6",
        "'components':{'min':1,'max':0}      | /components/max | from 1 to 5, but was 0",
        "'components':3,'covariance':[]      | /covariance     | the list is empty",
        "'components':3,'covariance':['full','ful'] | /covariance/1 | *ful* is not a covariance structure; there are *full*",
        "'components':3,'covariance':['full',null] | /covariance/1 | *null* is not a covariance structure",
        "'components':3,'covariance':['full','all'] | /covariance/1 | *all* is not a covariance structure",
        "'components':3,'covariance':['full','tied','VVV'] | /covariance/2 | *full* is listed twice, as full and VVV are names of one structure",
        "'components':3,'covariance':['VEV','VEV'] | /covariance/1 | *VEV* is listed twice",
        "'components':3,'covariance':'al'    | /covariance     | *all* stands for those of mclust",
        "'components':3,'selection':'bic'    | /selection      | there is one candidate and nothing to select from; give components as a range",
        "'components':{'min':2,'max':2},'selection':'aic' | /selection | there is one candidate",
        "'components':{'max':3},'selection':'BIC' | /selection | *BIC* is not a criterion to select by; there are *bic*, *aic*, *icl* and *heldOut*",
        "'components':{'max':3},'selection':{'criterion':'cv'} | /selection | *cv* is not a criterion",
        "'components':{'max':3},'selection':{'folds':5} | /selection/folds | folds are for the criterion *heldOut*",
        "'components':{'max':3},'selection':{'criterion':'heldOut','folds':1} | /selection/folds | from 2 to 6, but was 1",
        "'components':{'max':3},'selection':{'criterion':'heldOut','folds':7} | /selection/folds | from 2 to 6, but was 7",
        "'components':{'max':3},'mixingWeights':[0.5,0.5] | /mixingWeights | is for one number of components, but there are to be from 1 to 3",
        "'components':{'max':3},'initialization':{'method':'partition','labels':[0]} | /initialization/method | labels and parameters are for one number of components, but there are to be from 1 to 3",
        "'components':{'max':3},'initialization':{'method':'parameters','means':[[1]]} | /initialization/method | for one number of components",
        "'components':{'max':3},'algorithm':'kmeans' | /components | kmeans has no likelihood by which to choose a number",
        "'components':3,'algorithm':'kmeans','covariance':['full','tied'] | /covariance | kmeans has no covariance",
        "'components':3,'algorithm':'kmeans','selection':'bic' | /selection | kmeans has no likelihood to select by",
      })
  void whatCannotBeChosenFromIsRefusedWhereItStands(String field, String pointer, String message) {
    Refusal refusal = Requests.refusal("{%s}".formatted(field));

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).contains(message.replace('*', '\''));
  }

  @Test
  void thereIsALimitToTheirNumber() {
    Refusal refusal =
        new CandidateLimit(20, 300).refusal("{'components':{'max':15},'covariance':'all'}");

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst())
        .isEqualTo(
            new Refusal.Cause(
                "/components",
                "15 numbers of components with 14 covariance structures each make 210 candidates; at most 200 can be compared in one fit"));
    assertThat(
            new CandidateLimit(20, 300)
                .resolve("{'components':{'max':14},'covariance':'all'}")
                .candidates())
        .hasSize(196);
  }

  /** Where so many components are allowed, on so many rows. */
  private record CandidateLimit(int components, int rows) {
    SelectionSpec resolve(String json) {
      return resolver().resolve(Requests.request(json), shape()).selection();
    }

    Refusal refusal(String json) {
      return org.assertj.core.api.Assertions.catchThrowableOfType(
          Refusal.class, () -> resolve(json));
    }

    private DataShape shape() {
      return new DataShape("d", List.of("a"), rows);
    }

    private FitResolver resolver() {
      return new FitResolver(
          new io.mixtura.web.body.Limits(
              1000,
              4,
              components,
              Requests.LIMITS.body(),
              Requests.LIMITS.request(),
              Requests.LIMITS.bodyRate(),
              Requests.LIMITS.headerTime(),
              Requests.LIMITS.connections(),
              Requests.LIMITS.queue(),
              Requests.LIMITS.fitHeap(),
              Requests.LIMITS.fitTime(),
              Requests.LIMITS.levels(),
              Requests.LIMITS.levelLength(),
              Requests.LIMITS.tenant(),
              Requests.LIMITS.total()),
          Requests.NONE);
    }
  }

  /** Given covariances have to be what each of the structures allows. */
  @ParameterizedTest
  @ValueSource(strings = {"['full','diagonal']", "['diagonal','full']"})
  void parametersMustFitEveryStructure(String structures) {
    String json =
        """
        {'components':1,'columns':['a','b'],'covariance':%s,'initialization':{'method':'parameters',
         'means':[[1,2]],'covariances':[[[2,0.5],[0.5,1]]]}}
        """;

    Refusal refusal = Requests.refusal(json.formatted(structures));

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("/initialization/covariances");
    assertThat(Requests.resolve(json.formatted("['full','tied']")).selection().candidates())
        .hasSize(2);
  }
}
