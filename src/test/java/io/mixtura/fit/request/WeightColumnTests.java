package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.run.FitJson;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which column holds the weights, and which are dimensions. */
class WeightColumnTests {

  @Test
  void theColumnOfTheWeightsIsNoDimension() {
    ResolvedFit resolved = Requests.resolve("{'components':2,'weightColumn':'b'}");

    assertThat(resolved.columns()).containsExactly("a", "c");
    assertThat(resolved.request().data().columns()).containsExactly("a", "c");
    assertThat(resolved.request().data().weightColumn()).isEqualTo("b");
    assertThat(resolved.data().weightPosition()).isEqualTo(1);
    assertThat(Requests.resolve(FitJson.write(resolved.request())).request())
        .isEqualTo(resolved.request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'weightColumn':'d'                     | /weightColumn | the dataset has no column 'd'; did you mean 'a'?",
        "'weightColumn':'weights'               | /weightColumn | the dataset has no column 'weights'; it has 'a', 'b', 'c'",
        "'weightColumn':''                      | /weightColumn | the dataset has no column ''",
        "'weightColumn':'b','columns':['a','b'] | /weightColumn | column 'b' cannot hold the weights and be a dimension, too; leave it out of columns",
        "'weightColumn':'b','columns':[]        | /columns      | at least one column is needed besides the one of the weights",
      })
  void itIsOneOfTheDatasetAndNotAmongColumns(String fields, String pointer, String detail) {
    Refusal refusal = Requests.refusal("{'components':2,%s}".formatted(fields));

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).startsWith(detail);
  }

  @Test
  void besidesTheWeightsThereIsAColumn() {
    DataShape weightsAlone = new DataShape("d", List.of("a"), 3);
    assertThat(Requests.refusal("{'components':1,'weightColumn':'a'}", weightsAlone))
        .hasMessage("at least one column is needed besides the one of the weights");
  }

  @Test
  void oneColumnMoreThanTheLimitMayHoldTheWeights() {
    DataShape wide = new DataShape("d", List.of("a", "b", "c", "d", "e"), 9);
    assertThat(Requests.resolve("{'components':1,'weightColumn':'a'}", wide).columns()).hasSize(4);
  }
}
