package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** {@code component0,…,mostProbable,logDensity}; an empty cell where there is no density. */
final class CsvAnswer implements AnswerWriter {
  private final OutputStream out;
  private final Question question;
  private final StringBuilder line = new StringBuilder();

  CsvAnswer(OutputStream out, Question question) {
    this.out = out;
    this.question = question;
  }

  @Override
  public void begin() throws IOException {
    for (int k = 0; k < question.components(); k++) {
      line.append("component").append(k).append(',');
    }
    line.append("mostProbable,logDensity\n");
    writeLine();
  }

  @Override
  public void point(Responsibilities responsibilities, int point) throws IOException {
    for (int k = 0; k < responsibilities.components(); k++) {
      line.append(responsibilities.get(point, k)).append(',');
    }
    line.append(responsibilities.mostProbable(point)).append(',');
    Double logDensity = Assignment.logDensity(responsibilities, point);
    if (logDensity != null) {
      line.append(logDensity.doubleValue());
    }
    line.append('\n');
    writeLine();
  }

  private void writeLine() throws IOException {
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    line.setLength(0);
  }

  @Override
  public void end() {}
}
