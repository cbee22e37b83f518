package io.mixtura.fit.request.choice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The criterion by which one of several candidates is chosen. In JSON its name, or an object with
 * it and with what it needs besides.
 *
 * @param criterion its name; null unless given
 * @param folds null unless given
 */
@JsonDeserialize(using = SelectionChoice.Reader.class)
public record SelectionChoice(@Nullable String criterion, @Nullable Integer folds) {

  /** The choice as an object of JSON. */
  @Schema(name = "Selection", description = "By what one of several candidates is chosen")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detailed(
      @Schema(
              description =
                  "`bic`, `aic`, `icl`: the lowest of these; `heldOut`: the highest log-likelihood of rows that the fit has not seen (cross-validation)",
              allowableValues = {"bic", "aic", "icl", "heldOut"},
              defaultValue = "bic")
          @Nullable String criterion,
      @Schema(
              description =
                  "heldOut: number of parts, 5 unless given, each of which is held out once",
              minimum = "2",
              maximum = "100")
          @Nullable Integer folds) {}

  /** Either form, for the documentation. */
  @Schema(
      name = "SelectionChoice",
      description = "The name of a criterion, or an object with what it needs besides",
      oneOf = {Name.class, Detailed.class})
  public interface Choice {}

  /** Names of criteria to select by, for the documentation. */
  @Schema(
      name = "SelectionName",
      type = "string",
      allowableValues = {"bic", "aic", "icl", "heldOut"})
  interface Name {}

  /** The name alone says everything, unless there are folds. */
  @JsonValue
  @Nullable Object json() {
    return folds == null ? criterion : new Detailed(criterion, folds);
  }

  /** Reads either form; what is wrong with one is said as of any other field of its type. */
  static final class Reader extends ValueDeserializer<SelectionChoice> {
    @Override
    public SelectionChoice deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        Detailed given = context.readValue(parser, Detailed.class);
        return new SelectionChoice(given.criterion(), given.folds());
      }
      return new SelectionChoice(context.readValue(parser, String.class), null);
    }
  }
}
