package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.fit.run.FitJson;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.MixedFamily;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns are of which family. */
class FamilyResolverTests {

  @Test
  void columnsMayDifferFromTheFamilyOfAll() {
    ResolvedFit resolved =
        Requests.resolve(
            "{'components':2,'family':'poisson','families':{'b':'gaussian','c':'categorical'}}");

    assertThat(resolved.families())
        .containsExactly(
            new ColumnFamily.Poisson(),
            new ColumnFamily.Gaussian(),
            ColumnFamily.Categorical.open());
    assertThat(resolved.spec().family()).isInstanceOf(MixedFamily.class);
    assertThat(resolved.request().components().covariance())
        .isEqualTo(CovarianceNames.of(List.of("full")));
    assertThat(Requests.resolve(FitJson.write(resolved.request())).request())
        .isEqualTo(resolved.request());
  }

  @Test
  void withoutGaussianColumnsThereAreNoCovariances() {
    ResolvedFit resolved = Requests.resolve("{'components':2,'family':'bernoulli'}");

    assertThat(resolved.request().components().covariance()).isNull();
    assertThat(resolved.request().components().regularization()).isNull();
    assertThat(Requests.resolve(FitJson.write(resolved.request())).request())
        .isEqualTo(resolved.request());
  }

  @Test
  void gaussianIsWhatColumnsAreAnyway() {
    assertThat(Requests.resolve("{'components':2,'family':'gaussian'}").spec())
        .isEqualTo(Requests.resolve("{'components':2}").spec());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'family':'poison'                               | /family | 'poison' is not a family; there are 'gaussian', 'poisson', 'bernoulli', 'categorical'",
        "'families':{'a':'multinomial'}                  | /families/a | 'multinomial' is not a family",
        "'families':{'a':null}                           | /families/a | 'null' is not a family",
        "'families':{'d':'poisson'}                      | /families/d | the fit has no column 'd'; did you mean 'a'?",
        "'families':{'b':'poisson'},'weightColumn':'b'   | /families/b | the fit has no column 'b'",
        "'family':'poisson','covariance':'full'          | /covariance | a covariance is of gaussian columns, and none is; leave it out",
        "'family':'poisson','regularization':0           | /regularization | a regularization is of gaussian columns, and none is; leave it out",
        "'families':{'a':'poisson'},'standardize':true   | /standardize | counts and levels cannot be standardized; leave it out",
        "'family':'poisson','algorithm':'kmeans'         | /family | kmeans knows distances alone and no families; leave it out, or use em",
        "'families':{'a':'poisson'},'algorithm':'kmeans' | /families | kmeans knows distances alone and no families; leave it out, or use em",
        "'families':{'a':'poisson'},'initialization':{'method':'parameters','means':[[1,2,3],[4,5,6]]} | /initialization/method | a start from 'parameters' is for gaussian columns alone",
      })
  void whatDoesNotFitIsRefused(String fields, String pointer, String detail) {
    Refusal refusal = Requests.refusal("{'components':2,%s}".formatted(fields));

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).startsWith(detail);
  }

  /** Columns that are to be near a misspelt one are themselves not all there. */
  @Test
  void aFamilyOfAnUnknownColumnIsRefusedBesideANullAmongTheColumns() {
    Refusal refusal =
        Requests.refusal("{'components':2,'columns':['a',null],'families':{'bb':'poisson'}}");

    assertThat(refusal.causes().stream().map(Refusal.Cause::pointer))
        .containsExactly("/columns/1", "/families/bb");
  }
}
