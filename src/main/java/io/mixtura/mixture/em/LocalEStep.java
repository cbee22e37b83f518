package io.mixtura.mixture.em;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.observations.DistinctRows;
import io.mixtura.mixture.observations.FirstValues;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.observations.StoppableObservations;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The E step on points of this process, whose threads share the chunks of each pass. */
public final class LocalEStep implements EStep {
  private final Observations observations;
  private final Kernels kernels;
  private final PassThreads passThreads;
  private final BooleanSupplier stop;

  /** That of the last pass: to clear it is cheaper than to fetch new memory into the cache. */
  private final AtomicReference<@Nullable PassScratch> spare = new AtomicReference<>();

  public LocalEStep(
      Observations observations, Kernels kernels, PassThreads passThreads, BooleanSupplier stop) {
    this.observations = observations;
    this.kernels = kernels;
    this.passThreads = passThreads;
    this.stop = stop;
  }

  @Override
  public SufficientStatistics run(ResponsibilityRule rule) {
    Chunks chunks = Chunks.of(observations);
    BlockedSum sum = new BlockedSum(rule, chunks);
    Queue<PassScratch> used = new ConcurrentLinkedQueue<>();
    passThreads.inOrder(
        chunks.count(),
        () -> {
          PassScratch scratch = scratch(rule.components());
          used.add(scratch);
          return new ChunkPass(rule, observations, kernels, scratch, stop);
        },
        sum::add);
    spare.set(used.peek());
    return sum.total();
  }

  private PassScratch scratch(int components) {
    PassScratch last = spare.getAndSet(null);
    return last != null && last.isOf(components)
        ? last
        : new PassScratch(observations.dimensions(), components);
  }

  @Override
  public Shape shape() {
    return Shape.of(observations);
  }

  @Override
  public EStep through(View view) {
    return on(view.of(observations));
  }

  @Override
  public LocalEStep on(Observations here) {
    return new LocalEStep(here, kernels, passThreads, stop);
  }

  @Override
  public SampleWeights weights() {
    return SampleWeights.of(stoppable());
  }

  @Override
  public double[] first() {
    return FirstValues.of(stoppable());
  }

  @Override
  public Box box() {
    return Box.around(stoppable());
  }

  @Override
  public Observations sample(int wanted, RandomGenerator random) {
    return Sampling.sample(stoppable(), wanted, random);
  }

  @Override
  public double[][] distinctPoints(int count, RandomGenerator random) {
    return Sampling.distinctPoints(stoppable(), count, random);
  }

  @Override
  public Optional<DistinctRows> distinctRows(int most) {
    return DistinctRows.of(stoppable(), most);
  }

  public Kernels kernels() {
    return kernels;
  }

  /** For loops besides the pass, which asks for itself. */
  private Observations stoppable() {
    return new StoppableObservations(observations, stop);
  }
}
