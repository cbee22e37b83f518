package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Labels of some rows as a program sees them. */
class LabelColumnApiTests extends FitServiceTest {
  private static final String REQUEST = "{'datasetId':'%s','components':2,'labelColumn':'w'}";

  /** Two clusters; every tenth row is labelled, the right-hand cluster with 0. */
  private static String csv() {
    return IntStream.range(0, 80)
        .mapToObj(i ->
            "%s,%s,%d"
                .formatted(
                    i % 2 * 20 + i * 7 % 11 * 0.25, i * 5 % 13 * 0.5, i % 10 < 2 ? 1 - i % 2 : -1))
        .collect(Collectors.joining("\n", "x,y,known\n", "\n"));
  }

  @Test
  void componentsHaveTheNumbersOfTheLabels() {
    String id = upload("Partly known", csv());

    JsonNode fit =
        fitted(
            "{'model':'partly-known','datasetId':'%s','components':2,'labelColumn':'known'}"
                .formatted(id));

    assertThat(fit.at("/request/labelColumn").asString()).isEqualTo("known");
    assertThat(fit.at("/request/columns").toString()).isEqualTo("[\"x\",\"y\"]");
    JsonNode model = model(fit);
    assertThat(model.at("/means/0/0").asDouble()).isGreaterThan(15);
    assertThat(model.at("/means/1/0").asDouble()).isLessThan(5);
    assertThat(model.at("/provenance/request/labelColumn").asString()).isEqualTo("known");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0;2;-1  | the label of row 2 in column 'w' is 2.0; labels are numbers of components, from 0 to 1, or -1 where nobody knows",
        "0;0.5;1 | the label of row 2 in column 'w' is 0.5; labels are numbers of components, from 0 to 1, or -1 where nobody knows",
        "0;-2;1  | the label of row 2 in column 'w' is -2.0; labels are numbers of components, from 0 to 1, or -1 where nobody knows",
        "-1;-1;-1 | column 'w' tells of no row which component it belongs to; leave labelColumn out",
      })
  void badLabelsAreRefused(String labels, String detail) {
    String[] each = labels.split(";", -1);
    String rows =
        IntStream.range(0, each.length)
            .mapToObj(i -> "[%d,%s]".formatted(i, each[i]))
            .collect(Collectors.joining(","));

    assertRefused(
        postFit(
            "{'components':2,'labelColumn':'w','data':{'columns':['x','w'],'rows':[%s]}}"
                .formatted(rows)),
        422,
        "/labelColumn",
        detail);
  }

  /** What the range of a stored column does not tell is found when the fit begins. */
  @Test
  void aBrokenLabelOfAStoredDatasetFailsTheFit() {
    String id = upload("Broken label", "x,w\n1,0\n2,0.5\n3,1\n4,-1\n");

    JsonNode fit = awaitEnd(id(submit(REQUEST.formatted(id))));

    assertThat(state(fit)).isEqualTo("FAILED");
    assertThat(fit.at("/failure/detail").asString())
        .startsWith("the label of row 2 in column 'w' is 0.5");
  }

  @Test
  void whatTheRangeTellsIsRefusedAtOnce() {
    String id = upload("Label beyond", "x,w\n1,0\n2,2\n3,1\n4,-1\n");

    assertRefused(
        postFit(REQUEST.formatted(id)),
        422,
        "/labelColumn",
        "the label of row 2 in column 'w' is 2.0");
  }

  @Test
  void kMeansCannotBeTold() {
    String id = upload("Label beyond", "x,w\n1,0\n2,1\n");

    assertRefused(
        postFit(REQUEST.formatted(id).replace("{", "{'algorithm':'kmeans',")),
        422,
        "/labelColumn",
        "kmeans cannot be told which cluster a row belongs to");
  }
}
