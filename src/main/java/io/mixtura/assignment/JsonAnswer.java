package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"model":…,"version":…,"components":…,"rows":[…]}}, see {@link Assignments}. */
final class JsonAnswer implements AnswerWriter {
  private final JsonGenerator json;
  private final Question question;

  JsonAnswer(OutputStream out, Question question) {
    this.json = JsonMapper.shared().createGenerator(out);
    this.question = question;
  }

  @Override
  public void begin() {
    json.writeStartObject();
    json.writeStringProperty("model", question.version().name());
    json.writeNumberProperty("version", question.version().version());
    json.writeNumberProperty("components", question.components());
    json.writeArrayPropertyStart("rows");
  }

  @Override
  public void point(Responsibilities responsibilities, int point) {
    json.writeStartObject();
    json.writeArrayPropertyStart("responsibilities");
    for (int k = 0; k < responsibilities.components(); k++) {
      json.writeNumber(responsibilities.get(point, k));
    }
    json.writeEndArray();
    json.writeNumberProperty("mostProbable", responsibilities.mostProbable(point));
    json.writeName("logDensity");
    Double logDensity = Assignment.logDensity(responsibilities, point);
    if (logDensity == null) {
      json.writeNull();
    } else {
      json.writeNumber(logDensity);
    }
    json.writeEndObject();
  }

  @Override
  public void end() {
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }
}
