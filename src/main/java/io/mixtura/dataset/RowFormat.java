package io.mixtura.dataset;

import io.mixtura.web.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A format in which rows come in. */
public enum RowFormat {
  CSV("CSV", Intake.CSV, Intake.OTHER_CSV),
  JSON("JSON", MediaType.APPLICATION_JSON_VALUE),
  NDJSON("NDJSON", Intake.NDJSON, Intake.JSON_LINES),
  NPY("npy", Intake.NPY),
  NPZ("npz", Intake.NPZ),
  PARQUET("Parquet", Intake.PARQUET, Intake.OTHER_PARQUET);

  private final String word;
  private final List<String> types;

  RowFormat(String word, String... types) {
    this.word = word;
    this.types = List.of(types);
  }

  /**
   * The format of a type.
   *
   * @throws Refusal 415 for any other
   */
  public static RowFormat of(MediaType type) {
    return Arrays.stream(values())
        .filter(format -> format.is(type))
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type",
                "rows are accepted as %s, not as %s".formatted(accepted(), type)));
  }

  private static String accepted() {
    List<String> usual = Arrays.stream(values()).map(format -> format.types.getFirst()).toList();
    return usual.stream().limit(usual.size() - 1L).collect(Collectors.joining(", "))
        + " or "
        + usual.getLast();
  }

  private boolean is(MediaType type) {
    String bare = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    return types.contains(bare) || this == JSON && "json".equals(type.getSubtypeSuffix());
  }

  /** Its usual media type. */
  String type() {
    return types.getFirst();
  }

  /** What it is called. */
  public String word() {
    return word;
  }

  /** Whether a query parameter of uploads says something about this format. */
  boolean has(String parameter) {
    return switch (parameter) {
      case "header", "delimiter", "decimal", "comment" -> this == CSV;
      case "text" -> isText();
      case "categories" -> hasCategories();
      default -> true;
    };
  }

  /** Whether texts are kept as categories. */
  boolean hasCategories() {
    return this == CSV || this == JSON || this == NDJSON;
  }

  /** Whether columns may hold what is no number. */
  public boolean isText() {
    return this != NPY && this != NPZ;
  }
}
