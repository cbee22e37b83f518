package io.mixtura.fit.request.choice;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mixtura.mixture.family.ComponentFamily;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The name of a covariance structure, or several to choose from. In JSON a string, or an array of
 * them.
 *
 * @param names as they were given
 * @param isList whether there is a choice, of however many
 */
@JsonDeserialize(using = CovarianceNames.Reader.class)
public record CovarianceNames(List<? extends @Nullable String> names, boolean isList) {

  /** In the place of a list: the structures of R's mclust. */
  public static final String ALL = "all";

  /** Either form, for the documentation: {@link CovarianceSchema} says more of it. */
  @Schema(name = CovarianceSchema.NAME)
  public interface Choice {}

  /** One alone is not a choice. */
  public static CovarianceNames of(List<String> names) {
    return new CovarianceNames(names, names.size() > 1);
  }

  /** How answers state the structure of a family; null where there are no covariances. */
  public static @Nullable String stated(ComponentFamily family) {
    return family.hasCovariances() ? family.structure().code() : null;
  }

  @JsonValue
  @Nullable Object json() {
    return isList ? names : names.getFirst();
  }

  /** Reads either form; what is wrong with one is said as of any other field of its type. */
  static final class Reader extends ValueDeserializer<CovarianceNames> {
    @Override
    public CovarianceNames deserialize(JsonParser parser, DeserializationContext context) {
      return parser.currentToken() == JsonToken.START_ARRAY
          ? new CovarianceNames(Arrays.asList(context.readValue(parser, String[].class)), true)
          : new CovarianceNames(List.of(context.readValue(parser, String.class)), false);
    }
  }
}
