package io.mixtura.dataset;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;

/** All that can be told of how a body was read: columns and bits, or the refusal. */
public final class Outcome {
  private Outcome() {}

  public static String of(InputStream body, MediaType type, IntakeOptions options)
      throws IOException {
    StringBuilder told = new StringBuilder();
    try (RowReader reader = Intake.open(body, type, options)) {
      told.append(reader.columns());
      double[] row = new double[reader.columns().size()];
      while (reader.next(row)) {
        for (double value : row) {
          told.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
        }
        told.append('\n');
      }
    } catch (Refusal refusal) {
      told.append(refusal.status()).append(refusal.getMessage()).append(refusal.causes());
    }
    return told.toString();
  }
}
