package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTests {

  @Test
  void theTableHoldsTheseTransitionsAndNoOthers() {
    List<String> transitions = new ArrayList<>();
    for (JobState from : JobState.values()) {
      for (JobState to : JobState.values()) {
        if (from.canBecome(to)) {
          transitions.add(from + " " + to);
        }
      }
    }

    assertThat(transitions)
        .containsExactlyInAnyOrder(
            "QUEUED RUNNING",
            "QUEUED CANCELLED",
            "RUNNING SUCCEEDED",
            "RUNNING FAILED",
            "RUNNING CANCELLING",
            "RUNNING QUEUED",
            "CANCELLING CANCELLED",
            "FAILED QUEUED",
            "CANCELLED QUEUED");
  }

  @Test
  void aTransitionThatTheTableDoesNotHoldIsAMistake() {
    assertThat(JobState.RUNNING.to(JobState.FAILED)).isEqualTo(JobState.FAILED);
    assertThatThrownBy(() -> JobState.SUCCEEDED.to(JobState.QUEUED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SUCCEEDED cannot become QUEUED");
  }

  @ParameterizedTest
  @EnumSource
  void aJobIsEitherLiveOrAtRest(JobState state) {
    assertThat(state.isLive()).isNotEqualTo(state.isTerminal());
    assertThat(state.isTerminal())
        .isEqualTo(
            state == JobState.SUCCEEDED || state == JobState.FAILED || state == JobState.CANCELLED);
  }
}
