package io.mixtura.fit.request;

import io.mixtura.web.problem.JsonPointers;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;

/**
 * A reader of requests that goes on after a property which it cannot read, so that one answer tells
 * of all that is wrong. What it skips is read nowhere; text that is no JSON ends it.
 */
final class FitRequestReader extends ValueDeserializer<FitRequest> {
  private static final RecordComponent[] PROPERTIES = FitRequestJson.class.getRecordComponents();
  static final List<String> NAMES =
      Arrays.stream(PROPERTIES).map(RecordComponent::getName).toList();

  @Override
  public FitRequest deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      // Refused as any other object that is none.
      return FitRequest.of(context.readValue(parser, FitRequestJson.class), List.of());
    }
    @Nullable Object[] values = new @Nullable Object[PROPERTIES.length];
    List<Refusal.Cause> misread = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      int at = NAMES.indexOf(name);
      if (at >= 0) {
        values[at] = read(at, parser, context, misread);
      } else {
        parser.skipChildren();
        if (context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)) {
          misread.add(JsonRefusals.unknown(JsonPointers.property("", name), name, NAMES));
        }
      }
    }
    return FitRequest.of(made(values), misread);
  }

  private static @Nullable Object read(
      int at, JsonParser parser, DeserializationContext context, List<Refusal.Cause> misread) {
    int depth = parser.streamReadContext().getNestingDepth();
    boolean isContainer = parser.currentToken().isStructStart();
    int outside = isContainer ? depth - 1 : depth;
    try {
      return parser.currentToken() == JsonToken.VALUE_NULL
          ? null
          : context.readValue(
              parser, context.getTypeFactory().constructType(PROPERTIES[at].getGenericType()));
    } catch (Refusal refused) {
      misread.addAll(refused.causes());
    } catch (DatabindException | InputCoercionException mismatched) {
      misread.addAll(
          JsonRefusals.of(mismatched.prependPath(FitRequestJson.class, NAMES.get(at))).causes());
    }
    while (parser.streamReadContext().getNestingDepth() > outside) {
      parser.nextToken();
    }
    return null;
  }

  private static FitRequestJson made(@Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(PROPERTIES).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return FitRequestJson.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a record has a constructor of its components", impossible);
    }
  }
}
