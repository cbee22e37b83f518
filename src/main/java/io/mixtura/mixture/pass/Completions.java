package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.observations.MissingColumns;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The completions of some components, kept as far as memory is meant for them: where most points
 * have gaps of their own they are made each time, which gives the same bits.
 */
final class Completions {
  /** Memory of a thread, in numbers of 8 bytes. */
  static final long MOST_VALUES = 1 << 21;

  private final FullCovariance[] covariances;
  private final Map<MissingColumns, Completion[]> kept = new HashMap<>();
  private long values;

  Completions(FullCovariance[] covariances) {
    this.covariances = covariances;
  }

  /** How each component completes points with these gaps; null if there is no room to keep it. */
  Completion @Nullable [] kept(MissingColumns gaps) {
    Completion[] known = kept.get(gaps);
    return known == null ? keep(gaps) : known;
  }

  /** How a component completes points with these gaps. */
  Completion made(int k, MissingColumns gaps) {
    return new Completion(covariances[k], gaps);
  }

  private Completion @Nullable [] keep(MissingColumns gaps) {
    int d = covariances[0].dimensions();
    long more = covariances.length * Completion.size(d, gaps.count());
    if (values + more > MOST_VALUES) {
      return null;
    }
    values += more;
    Completion[] made = new Completion[covariances.length];
    for (int k = 0; k < made.length; k++) {
      made[k] = new Completion(covariances[k], gaps);
    }
    kept.put(gaps, made);
    return made;
  }
}
