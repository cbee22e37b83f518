package io.mixtura.assignment.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTableTests {
  private static final MixtureModel TWO =
      MixtureModel.gaussian(
          CovarianceStructure.FULL,
          new double[] {0.25, 0.75},
          new double[][] {{1}, {2}},
          new double[][][] {{{4}}, {{9}}});

  private static String csv(MixtureModel mixture) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParameterTable table = new ParameterTable(List.of("a"), mixture);
    table.writeTo(out, table.writer(AnswerFormat.CSV));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ofNoiseTheWeightIsSaid() throws Exception {
    assertThat(csv(TWO.withNoise(0.5, new double[] {0}, new double[] {10})))
        .isEqualTo(
            """
            component,weight,mean_a,covariance_a_a
            0,0.25,1.0,4.0
            1,0.75,2.0,9.0
            -1,0.5,,
            """);
  }

  @Test
  void tComponentsHaveDegreesOfFreedom() throws Exception {
    assertThat(csv(TWO.withDegreesOfFreedom(new double[] {5, 7})))
        .isEqualTo(
            """
            component,weight,degreesOfFreedom,mean_a,covariance_a_a
            0,0.25,5.0,1.0,4.0
            1,0.75,7.0,2.0,9.0
            """);
  }
}
