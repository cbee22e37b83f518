package io.mixtura.fit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Texts that earlier versions of the service have stored are still read. */
class FitJsonTests {
  private static final String RESULT =
      """
      {"model":"old-faithful","version":1,"logLikelihood":-1130.2639601860362,
       "logLikelihoodPerObservation":-4.155382206566309,"aic":2282.5279203720725,"bic":2322.1917431013285,
       "icl":2322.704655793816,"inertia":null,"freeParameters":11,"iterations":18,"converged":true,
       "reason":"logLikelihood","restarts":24,"bestRestart":1,"restartsReachingBest":5,"spuriousRestarts":2,
       "initialToCanonical":[0,1],"history":[-1289.854042442642],"warnings":[],
       "timings":{"initializationMillis":131,"iterationsMillis":249,"totalMillis":426},
       "totalWeight":null,"selected":null,"candidates":null}
      """;

  private static final String PROGRESS =
      """
      {"candidate":0,"candidates":1,"restart":4,"restarts":5,"iteration":5,
       "logLikelihood":-1130.263960229482,"inertia":null,"fold":null,"folds":null}
      """;

  private static final String BEST_SO_FAR =
      """
      {"restart":3,"iteration":7,"logLikelihood":-1131.5,"inertia":null,"weights":[1.0],
       "means":[[1.0]],"covariances":[[[1.0]]],"families":null,"selected":null}
      """;

  @Test
  void aResultThatCountsRestarts() {
    FitResult result = Objects.requireNonNull(FitJson.read(RESULT, FitResult.class));

    assertThat(result.startsTried()).isEqualTo(24);
    assertThat(result.startsKept()).isNull();
    assertThat(result.bestStart()).isEqualTo(1);
    assertThat(result.restartsReachingBest()).isEqualTo(5);
    assertThat(result.spuriousRestarts()).isEqualTo(2);
    assertThat(result.iterations()).isEqualTo(18);
    assertThat(FitJson.write(result))
        .contains("\"startsTried\":24")
        .doesNotContain("\"restarts\"", "bestRestart");
  }

  /** It was the position that was written down, and not the number of the start. */
  @Test
  void progressThatCountsRestarts() {
    Progress progress = Objects.requireNonNull(FitJson.read(PROGRESS, Progress.class));

    assertThat(progress.start()).isNull();
    assertThat(progress.startsTried()).isNull();
    assertThat(progress.position()).isEqualTo(4);
    assertThat(progress.positions()).isEqualTo(5);
    assertThat(progress.iteration()).isEqualTo(5);
  }

  @Test
  void theBestSoFarOfARestart() {
    BestSoFar best = Objects.requireNonNull(FitJson.read(BEST_SO_FAR, BestSoFar.class));

    assertThat(best.start()).isEqualTo(3);
    assertThat(best.iteration()).isEqualTo(7);
  }
}
