package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Columns of text from their upload to answers, as a program sees them. */
class CategoriesApiTests extends FitServiceTest {
  /** Three kinds of flower, the colour of one of them unknown now and then. */
  private static final String FLOWERS =
      IntStream.range(0, 60)
          .mapToObj(i ->
              switch (i % 3) {
                case 0 -> "%s,white,%s".formatted(1 + i % 7 * 0.1, i % 2 == 0 ? "no" : "yes");
                case 1 -> "%s,%s,no".formatted(5 + i % 5 * 0.1, i % 4 == 0 ? "white" : "red");
                default -> "%s,\"blue, pale\",yes".formatted(9 + i % 11 * 0.1);
              })
          .collect(Collectors.joining("\n", "size,colour,scent\n", "\n"));

  private Api.Answer send(String query, String csv) {
    return api().send(DATASETS + query, "text/csv", csv);
  }

  private JsonNode flowers(String model) {
    return fitted(
        """
        {'model':'%s','datasetId':'%s','components':3,'covariance':'spherical',
         'families':{'colour':'categorical','scent':'categorical'}}
        """
            .formatted(model, upload("Flowers", FLOWERS)));
  }

  private static String path(String model, String question) {
    return "/api/v1/models/%s/versions/latest/%s".formatted(model, question);
  }

  private static String iris() {
    try {
      return new ClassPathResource("golden/iris.csv").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void irisIsUploadedAsItIs() {
    JsonNode dataset = send("", iris()).json();

    assertThat(dataset.at("/categories/Species").toString())
        .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
    JsonNode found = api().get(DATASETS + "/" + id(dataset)).json();
    assertThat(found.get("categories")).isEqualTo(dataset.get("categories"));
    JsonNode species = api().get(DATASETS + "/" + id(dataset) + "/summary").json().at("/columns/4");
    assertThat(species.get("levels").toString())
        .isEqualTo(
            "[{\"level\":\"setosa\",\"count\":50},{\"level\":\"versicolor\",\"count\":50},{\"level\":\"virginica\",\"count\":50}]");
    assertThat(species.get("missing").asInt()).isZero();
  }

  /** The levels come in another order than theirs, which is that of code points. */
  @Test
  void whatIsTakenOutIsTheSameDatasetAgain() {
    String csv = "v,b\nzebra,1\n\"a, b\",2\nZoo,3\n\u00e4hre,4\n,5\n\ud83d\ude00,6\n\uff5e,7\n";
    JsonNode dataset = send("?missing=keep", csv).json();
    String rows = DATASETS + "/" + id(dataset) + "/rows";

    assertThat(dataset.at("/categories/v").valueStream().map(JsonNode::asString))
        .containsExactly("Zoo", "a, b", "zebra", "\u00e4hre", "\uff5e", "\ud83d\ude00");
    String again = api().get(rows, "Accept", "text/csv").response().body();
    assertThat(again)
        .isEqualTo(
            "v,b\nzebra,1.0\n\"a, b\",2.0\nZoo,3.0\n\u00e4hre,4.0\nNA,5.0\n\ud83d\ude00,6.0\n\uff5e,7.0\n");
    assertThat(id(send("?missing=keep&header=true", again).json())).isEqualTo(id(dataset));
    Api.Answer page = api().get(rows);
    assertThat(page.json().get("rows").toString())
        .startsWith("[[\"zebra\",1.0],[\"a, b\",2.0]")
        .contains("[null,5.0]");
    String json =
        "{\"columns\":%s,\"rows\":%s}"
            .formatted(page.json().get("columns"), page.json().get("rows"));
    assertThat(id(api().post(DATASETS + "?missing=keep", json).json())).isEqualTo(id(dataset));
    assertThat(api().get(DATASETS + "/" + id(dataset) + "/sample").json().get("rows"))
        .isEqualTo(page.json().get("rows"));
  }

  /** Equal codes are not equal content. */
  @Test
  void otherWordsAreAnotherDataset() {
    JsonNode one = send("", "w,n\na,1\nb,2\n").json();
    JsonNode other = send("", "w,n\na,1\nc,2\n").json();
    JsonNode codes = send("", "w,n\n0,1\n1,2\n").json();

    assertThat(List.of(id(one), id(other), id(codes))).doesNotHaveDuplicates();
    assertThat(codes.has("categories")).isFalse();
  }

  @Test
  void aTypoMakesNoCategoriesOfNumbers() {
    assertRefusedUpload("", "x,n\n1,1\n2,2\n3o,3\n4,4\n", "'3o' is not a number");
    String late =
        IntStream.range(0, 40)
            .mapToObj(i -> "a" + i % 3 + ",1\n")
            .collect(Collectors.joining("", "x,n\n", "17,2\n"));
    assertRefusedUpload("", late, "row 41", "'17' is a number", "such as 'a0'", "categories=x");
    assertRefusedUpload("", "d,n\n2026-11-28,1\n2026-11-29,2\n", "of a date write a number");
    assertRefusedUpload("", "p,n\n5%,1\n7%,2\n", "without the percent sign");
    assertRefusedUpload("?text=refuse", "w,n\na,1\nb,2\n", "holds no number");
  }

  @Test
  void whatIsNamedIsTextWhateverItLooksLike() {
    JsonNode dataset = send("?categories=zip", "zip,n\n01067,1\n1067,2\n01067,3\n").json();
    assertThat(dataset.at("/categories/zip").toString()).isEqualTo("[\"01067\",\"1067\"]");
    JsonNode named = send("?categories=0&header=false", "7,1\n8,2\n").json();
    assertThat(named.at("/categories/x0").toString()).isEqualTo("[\"7\",\"8\"]");
    JsonNode both = send("?categories=s&text=drop", "s,t,n\na,b,1\nc,d,2\n").json();
    assertThat(both.get("columns").toString()).isEqualTo("[\"s\",\"n\"]");
    assertRefusedUpload("?categories=zap", "zip,n\n1,1\n2,2\n", "no column 'zap'");
  }

  @Test
  void freeTextIsRefused() {
    String names =
        IntStream.range(0, 1001)
            .mapToObj(i -> "name" + i + "," + i + "\n")
            .collect(Collectors.joining("", "who,n\n", ""));
    assertRefusedUpload("", names, "more than 1000 different texts", "mixtura.limits.levels");
    assertRefusedUpload("", names, "exclude=who");
    assertRefusedUpload(
        "",
        "t,n\n" + "x".repeat(201) + ",1\ny,2\n",
        "201 characters",
        "mixtura.limits.level-length");
  }

  private void assertRefusedUpload(String query, String csv, String... fragments) {
    Api.Answer answer = send(query, csv);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
    assertThat(answer.json().get("detail").asString()).contains(fragments);
  }

  /** Nobody knows whether the answer is meant to be found in the species. */
  @Test
  void aFitAsksWhatTextIsFor() {
    String dataset = upload("iris-words", iris());

    assertRefused(
        postFit("{'datasetId':'%s','components':3}".formatted(dataset)),
        422,
        "/families",
        "column 'Species' holds text",
        "\"families\": {\"Species\": \"categorical\"}",
        "\"columns\": [\"Sepal.Length\", \"Sepal.Width\", \"Petal.Length\", \"Petal.Width\"]");
    assertRefused(
        postFit("{'datasetId':'%s','components':3,'algorithm':'kmeans'}".formatted(dataset)),
        422,
        "/families",
        "column 'Species' holds text; set \"columns\"");
    assertRefused(
        postFit("{'datasetId':'%s','components':3,'weightColumn':'Species'}".formatted(dataset)),
        422,
        "/weightColumn",
        "column 'Species' holds text");
  }

  /** Stouffer and Toby's four questions in words: what R's poLCA prints of their numbers. */
  @Test
  void latentClassesOfWordsAreThoseOfNumbers() {
    int[] counts = {42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      rows.add(words(i) + "," + counts[i]);
    }
    JsonNode fit =
        fitted(
            """
            {'model':'words','components':2,'family':'categorical','weightColumn':'n','datasetId':'%s',
             'convergence':{'tolerance':1e-12,'maxIterations':5000}}
            """
                .formatted(
                    upload("Stouffer-Toby", "a,b,c,d,n\n" + String.join("\n", rows) + "\n")));

    JsonNode goodness = fit.at("/result/goodnessOfFit");
    assertThat(goodness.get("gSquared").asDouble()).isCloseTo(2.719922, within(1e-6));
    assertThat(goodness.get("chiSquared").asDouble()).isCloseTo(2.719764, within(1e-5));
    assertThat(goodness.get("entropyRSquared").asDouble()).isCloseTo(0.671471, within(1e-5));
    JsonNode column = model(fit).at("/families/0");
    assertThat(column.get("levels").toString()).isEqualTo("[0.0,1.0]");
    assertThat(column.get("levelNames").toString())
        .isEqualTo("[\"particularistic\",\"universalistic\"]");
  }

  private static String words(int row) {
    return IntStream.of(8, 4, 2, 1)
        .mapToObj(bit -> (row & bit) == 0 ? "universalistic" : "particularistic")
        .collect(Collectors.joining(","));
  }

  @Test
  void labelsMayBeWords() {
    JsonNode fit =
        fitted(
            "{'model':'species','datasetId':'%s','components':3,'labelColumn':'Species'}"
                .formatted(upload("iris-words", iris())));

    JsonNode labels = fit.at("/result/labels");
    assertThat(labels.propertyNames()).containsExactly("setosa", "versicolor", "virginica");
    JsonNode model = model(fit);
    int setosa = labels.get("setosa").asInt();
    assertThat(model.at("/means/%d/2".formatted(setosa)).asDouble()).isCloseTo(1.462, within(1e-3));
    assertRefused(
        postFit(
            "{'datasetId':'%s','components':2,'labelColumn':'Species'}"
                .formatted(upload("iris-words", iris()))),
        422,
        "/labelColumn",
        "column 'Species' tells 3 components apart (setosa, versicolor, virginica), but the fit has 2");
  }

  @Test
  void pointsSayWords() {
    flowers("flowers-asked");
    String responsibilities = path("flowers-asked", "responsibilities");

    JsonNode one =
        api()
            .send(
                responsibilities,
                "text/csv",
                "scent,colour,size\nyes,\"blue, pale\",9.2\n",
                "Accept",
                "application/json")
            .json()
            .at("/rows/0");
    JsonNode same =
        api()
            .post(
                responsibilities,
                "{\"columns\":[\"size\",\"colour\",\"scent\"],\"rows\":[[9.2,\"blue, pale\",\"yes\"]]}")
            .json()
            .at("/rows/0");
    assertThat(one).isEqualTo(same);
    assertThat(api().get(responsibilities + "?size=9.2&colour=blue,%20pale&scent=yes").json())
        .isEqualTo(one);
    JsonNode gap =
        api()
            .post(
                responsibilities,
                "{\"columns\":[\"size\",\"colour\",\"scent\"],\"rows\":[[9.2,null,\"yes\"]]}")
            .json()
            .at("/rows/0");
    String unknown =
        "{\"columns\":[\"size\",\"colour\",\"scent\"],\"rows\":[[9.2,\"green\",\"yes\"]]}";
    Api.Answer refused = api().post(responsibilities, unknown);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asString())
        .contains("column 'colour'", "'green' is no level", "'blue, pale', 'red', 'white'")
        .contains("unknownLevels=missing");
    assertThat(
            api().post(responsibilities + "?unknownLevels=missing", unknown).json().at("/rows/0"))
        .isEqualTo(gap);
    assertThat(api().get(responsibilities + "?x=9.2,green,yes&unknownLevels=missing").json())
        .isEqualTo(gap);
    assertThat(api().get(responsibilities + "?x=9.2,green,yes").status()).isEqualTo(422);
    Api.Answer number =
        api()
            .post(
                responsibilities,
                "{\"columns\":[\"size\",\"colour\",\"scent\"],\"rows\":[[9.2,0,\"yes\"]]}");
    assertThat(number.status()).isEqualTo(422);
    assertThat(
            api().post(path("flowers-asked", "score") + "?unknownLevels=maybe", unknown).status())
        .isEqualTo(400);
  }

  /** Another dataset has other codes for the same words. */
  @Test
  void storedPointsAreUnderstoodByTheirWords() {
    flowers("flowers-stored");
    String points = "size,colour,scent\n1.1,white,no\n5.2,red,no\n";
    String responsibilities = path("flowers-stored", "responsibilities");
    String dataset = upload("Other flowers", points);

    assertThat(api().get(responsibilities + "?datasetId=" + dataset).json().get("rows"))
        .isEqualTo(
            api()
                .send(responsibilities, "text/csv", points, "Accept", "application/json")
                .json()
                .get("rows"));
    String green = upload("Green flowers", "size,colour,scent\n1.1,green,no\n5.2,red,no\n");
    Api.Answer refused = api().get(path("flowers-stored", "score") + "?datasetId=" + green);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asString()).contains("row 1", "'green' is no level");
    assertThat(
            api()
                .get(path("flowers-stored", "score") + "?unknownLevels=missing&datasetId=" + green)
                .status())
        .isEqualTo(200);
    String numbers = upload("Number flowers", "size,colour,scent\n1.1,0,no\n5.2,1,no\n");
    assertThat(
            api().get(responsibilities + "?datasetId=" + numbers).json().get("detail").asString())
        .contains("column 'colour' holds numbers in the dataset, but text in the model");
  }

  @Test
  void answersSayWords() {
    flowers("flowers-answer");

    JsonNode imputed =
        api()
            .send(
                path("flowers-answer", "impute"),
                "text/csv",
                "size,colour,scent\n9.1,,yes\n",
                "Accept",
                "application/json")
            .json()
            .at("/rows/0");
    assertThat(imputed.get("values").toString()).isEqualTo("[9.1,\"blue, pale\",\"yes\"]");
    assertThat(imputed.at("/probabilities/colour").propertyNames())
        .containsExactly("blue, pale", "red", "white");
    assertThat(
            api()
                .send(path("flowers-answer", "impute"), "text/csv", "size,colour,scent\n9.1,,yes\n")
                .response()
                .body())
        .contains("\"probability_colour_blue, pale\"", "\n9.1,\"blue, pale\",yes,");
    Api.Answer given =
        api()
            .post(
                path("flowers-answer", "conditional"),
                "{\"given\":{\"colour\":\"red\"},\"columns\":[\"size\",\"scent\"]}");
    assertThat(given.json().at("/given/colour").asString()).isEqualTo("red");
    assertThat(given.json().at("/mean/0").asDouble()).isCloseTo(5.2, within(0.2));
    assertThat(given.json().at("/probabilities/scent/no").asDouble()).isGreaterThan(0.9);
    assertThat(
            api()
                .send(path("flowers-answer", "conditional"), "text/csv", "colour\nred\n")
                .response()
                .body())
        .startsWith("size,scent,");
    Api.Answer wrong =
        api().post(path("flowers-answer", "conditional"), "{\"given\":{\"colour\":\"green\"}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("detail").asString()).contains("'red'", "green");
    JsonNode sample =
        api().post(path("flowers-answer", "sample"), "{\"size\":20}").json().get("rows");
    assertThat(sample.valueStream().map(draw -> draw.at("/point/1").asString()))
        .isSubsetOf("blue, pale", "red", "white");
    JsonNode marginal =
        api().post(path("flowers-answer", "marginal"), "{\"columns\":[\"scent\"]}").json();
    assertThat(marginal.at("/families/0/levelNames").toString()).isEqualTo("[\"no\",\"yes\"]");
    assertThat(
            api()
                .send(
                    path("flowers-answer", "marginal") + "?columns=scent",
                    "text/csv",
                    "scent\nyes\n")
                .response()
                .body())
        .startsWith("logDensity\n-");
  }

  @Test
  void wordsInTheRequestItselfAreCategories() {
    JsonNode fit =
        fitted(
            """
            {'model':'inline-words','components':2,'families':{'w':'categorical'},
             'data':{'columns':['w','n'],'rows':[['b',1.0],['a',5.2],['b',1.1],['a',5.0],['b',0.8],['a',5.1],
                                                 ['b',1.2],['a',5.3],['c',5.4],['b',0.9]]}}
            """);

    JsonNode model = model(fit);
    assertThat(model.at("/families/0/levelNames").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    int low = model.at("/means/0/0").asDouble() < 3 ? 0 : 1;
    assertThat(model.at("/families/0/probabilities/%d/1".formatted(low)).asDouble())
        .isGreaterThan(0.9);
  }
}
