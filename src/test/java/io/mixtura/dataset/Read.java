package io.mixtura.dataset;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;

/** What a body was read as. */
public record Read(List<String> columns, List<List<Double>> rows, String name) {

  public static Read from(byte[] body, MediaType type, IntakeOptions options) throws IOException {
    try (RowReader reader = Intake.open(new ByteArrayInputStream(body), type, options)) {
      return all(reader);
    }
  }

  static Read all(RowReader reader) throws IOException {
    List<List<Double>> rows = new ArrayList<>();
    double[] row = new double[reader.columns().size()];
    while (reader.next(row)) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new Read(reader.columns(), rows, reader.name().orElse(""));
  }
}
