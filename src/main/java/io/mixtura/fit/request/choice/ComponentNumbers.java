package io.mixtura.fit.request.choice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The number of components, or several to choose from. In JSON a number, or an object with the
 * first and the last of a range.
 *
 * @param min the smallest; null unless given
 * @param max the largest; null if it is missing from a range
 * @param isRange whether a range was asked for, of however many numbers
 */
@JsonDeserialize(using = ComponentNumbers.Reader.class)
public record ComponentNumbers(@Nullable Integer min, @Nullable Integer max, boolean isRange) {

  /** A range as it stands in JSON. */
  @Schema(
      name = "ComponentRange",
      description = "Several numbers of components, one of which is to be chosen")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Range(
      @Schema(description = "The fewest, 1 unless given", minimum = "1", defaultValue = "1")
          @Nullable Integer min,
      @Schema(description = "The most", minimum = "1", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable Integer max) {}

  /** Either form, for the documentation. */
  @Schema(
      name = "ComponentChoice",
      description = "A number of components, or a range of them to choose from",
      oneOf = {Integer.class, Range.class})
  public interface Choice {}

  public static ComponentNumbers of(int number) {
    return new ComponentNumbers(number, number, false);
  }

  static ComponentNumbers of(Range range) {
    return new ComponentNumbers(range.min(), range.max(), true);
  }

  /** The resolved numbers: a range only where there is more than one. */
  public static ComponentNumbers of(int min, int max) {
    return new ComponentNumbers(min, max, min != max);
  }

  @JsonValue
  @Nullable Object json() {
    return isRange ? new Range(min, max) : max;
  }

  /** Reads either form; what is wrong with one is said as of any other field of its type. */
  static final class Reader extends ValueDeserializer<ComponentNumbers> {
    @Override
    public ComponentNumbers deserialize(JsonParser parser, DeserializationContext context) {
      return switch (parser.currentToken()) {
        case START_OBJECT -> of(context.readValue(parser, Range.class));
        case VALUE_NUMBER_INT -> of(context.readValue(parser, Integer.class));
        default ->
            throw Refusal.unprocessable(
                "/components",
                "components must be a whole number, such as 3, or a range to choose from, such as {\"min\": 1, \"max\": 9}, but was "
                    + Excerpt.of(context.readValue(parser, JsonNode.class)));
      };
    }
  }
}
