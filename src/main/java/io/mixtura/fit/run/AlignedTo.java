package io.mixtura.fit.run;

import io.mixtura.mixture.fitting.Alignment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The agreement of a fitted model with the version that its components are numbered after. */
@Schema(
    name = "Alignment",
    description = "How the components agree with those of the version that they are numbered after")
record AlignedTo(
    @Schema(description = "That version", example = "old-faithful@1") String to,
    @Schema(
            description =
                "The number there of the partner of each component; null where it has none",
            example = "[0, 1]")
        List<@Nullable Integer> partners,
    @Schema(description = "Components here that have no partner") List<Integer> unmatched,
    @Schema(description = "Components there that are nobody's partner")
        List<Integer> unmatchedThere,
    @Schema(
            description =
                "The share of the points that the two models do not give to partners: 0 if they agree on all of them, 1 on none. It has what is uncertain in each of them, too",
            example = "0.012")
        double cost,
    @Schema(description = "By how many points that was judged", example = "272") int points) {

  static AlignedTo of(String to, Alignment alignment) {
    List<@Nullable Integer> partners = new ArrayList<>();
    alignment.partners().forEach(partner -> partners.add(partner < 0 ? null : partner));
    return new AlignedTo(
        to,
        partners,
        IntStream.range(0, partners.size()).filter(k -> partners.get(k) == null).boxed().toList(),
        alignment.unmatched(),
        alignment.cost(),
        alignment.points());
  }
}
