package io.mixtura.fit.rows;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.testing.Clusters;
import io.mixtura.mixture.testing.DiscreteData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A request with any options at all, and data in three clusters that anybody can see. */
final class RandomRequest {
  static final int ROWS = 120;
  private static final int CLUSTERS = 3;
  private static final String[] STRUCTURES = {
    "full",
    "tied",
    "diagonal",
    "spherical",
    "identity",
    "EII",
    "EEI",
    "VEI",
    "EVI",
    "VEE",
    "EVE",
    "VVE",
    "EEV",
    "VEV",
    "EVV"
  };
  private static final List<ColumnFamily> MIXED =
      List.of(
          new ColumnFamily.Poisson(),
          new ColumnFamily.Gaussian(),
          DiscreteData.levels(0, 1, 2),
          new ColumnFamily.Bernoulli(),
          new ColumnFamily.Gaussian());

  private final SplittableRandom random;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<ColumnFamily> families;
  private final Clusters clusters;
  private final double[][] rows;
  private final List<String> columns = new ArrayList<>();

  /** For each cluster the component that its labels speak of. */
  private final int[] names = {0, 1, 2};

  RandomRequest(SplittableRandom random) {
    this.random = random;
    option("algorithm", 0.06, "'kmeans'");
    this.families = isKMeans() ? numbers() : families();
    this.clusters = Clusters.of(ROWS, families, random.nextLong());
    this.rows = Arrays.stream(clusters.rows()).map(double[]::clone).toArray(double[][]::new);
    for (int j = 0; j < families.size(); j++) {
      columns.add("c" + j);
    }
    takeValues();
    addWeights();
    addLabels();
    askForComponents();
    askForIterations();
    askForKnowledge();
  }

  /** As a client sends it, without the data. */
  String json() {
    return options.entrySet().stream()
        .map(option -> "'%s':%s".formatted(option.getKey(), option.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  List<String> columns() {
    return columns;
  }

  double[][] rows() {
    return rows;
  }

  int dimensions() {
    return families.size();
  }

  /** The cluster of a row. */
  int cluster(int row) {
    return clusters.of()[row];
  }

  /** Rows that weigh something; the others may hold what no component has seen. */
  int[] counted() {
    int weight = columns.indexOf("weight");
    return IntStream.range(0, ROWS).filter(i -> weight < 0 || rows[i][weight] > 0).toArray();
  }

  boolean hasLabels() {
    return options.containsKey("labelColumn");
  }

  /** The component that a row is of, as labels have it. */
  int label(int row) {
    return names[cluster(row)];
  }

  private boolean isKMeans() {
    return options.containsKey("algorithm");
  }

  private static List<ColumnFamily> numbers() {
    return DiscreteData.all(new ColumnFamily.Gaussian(), 3);
  }

  private List<ColumnFamily> families() {
    return switch (random.nextInt(9)) {
      case 0 -> {
        option("family", 1, "'poisson'");
        yield DiscreteData.all(new ColumnFamily.Poisson(), 3);
      }
      case 1 -> {
        option("family", 1, "'bernoulli'");
        yield DiscreteData.all(new ColumnFamily.Bernoulli(), 15);
      }
      case 2 -> {
        option("family", 1, "'categorical'");
        yield DiscreteData.all(DiscreteData.levels(0, 1, 2), 9);
      }
      case 3 -> {
        option("families", 1, "{'c0':'poisson','c2':'categorical','c3':'bernoulli'}");
        yield MIXED;
      }
      case 4, 5 -> {
        option("family", 1, "'student'");
        option("degreesOfFreedom", 0.7, "'estimated'", "'shared'", "5");
        yield numbers();
      }
      default -> numbers();
    };
  }

  private boolean isChosen(double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * What is most likely for Gaussian components alone; now and then it is asked for all the same.
   */
  private void optionOfGaussians(String name, double probability, String... values) {
    boolean isForThese = !isKMeans() && families.stream().anyMatch(ColumnFamily::isGaussian);
    option(name, isForThese ? probability : probability / 10, values);
  }

  private void option(String name, double probability, String... values) {
    if (isChosen(probability)) {
      options.put(name, values[random.nextInt(values.length)]);
    }
  }

  /** A few values, or many; never so many of a row that nobody could tell its cluster. */
  private void takeValues() {
    if (isChosen(0.4)) {
      options.put("missing", "'em'");
      double share = isChosen(0.3) ? 0.01 : 0.15;
      for (double[] row : rows) {
        int taken = 0;
        for (int j = 0; j < row.length; j++) {
          if (3 * (taken + 1) <= row.length && isChosen(share)) {
            row[j] = Double.NaN;
            taken++;
          }
        }
      }
    }
  }

  private void addWeights() {
    if (isChosen(0.25)) {
      boolean areCounts = isChosen(0.5);
      double[] weights = new double[ROWS];
      Arrays.setAll(weights, _ -> areCounts ? random.nextInt(4) : random.nextDouble(0.2, 2));
      add("weight", weights);
      options.put("weightColumn", "'weight'");
    }
  }

  private void addLabels() {
    if (isChosen(0.3)) {
      for (int i = CLUSTERS - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = names[i];
        names[i] = names[other];
        names[other] = kept;
      }
      int every = random.nextInt(2, 8);
      double[] labels = new double[ROWS];
      Arrays.setAll(labels, i -> i % every == 0 ? label(i) : -1);
      add("known", labels);
      options.put("labelColumn", "'known'");
    }
  }

  private void add(String name, double[] values) {
    columns.add(name);
    for (int i = 0; i < ROWS; i++) {
      rows[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
      rows[i][rows[i].length - 1] = values[i];
    }
  }

  private void askForComponents() {
    boolean isRange = isChosen(0.12);
    int fewest = random.nextInt(2, 4);
    options.put("components", isRange ? "{'min':%d,'max':4}".formatted(fewest) : "3");
    String one = "'%s'".formatted(STRUCTURES[random.nextInt(STRUCTURES.length)]);
    optionOfGaussians("covariance", 0.8, one, one, one, "['VVI','EEE']");
    if (isRange) {
      // A level that a small cluster has in one fold only is impossible to the others.
      boolean hasLevels = families.stream().anyMatch(ColumnFamily::hasLevels);
      String third = hasLevels ? "'aic'" : "{'criterion':'heldOut','folds':3}";
      option("selection", 0.6, "'bic'", "'icl'", third);
    }
    optionOfGaussians("noise", 0.2, "true");
    option("mixingWeights", 0.12, "'equal'", "[0.5,0.3,0.2]");
    if (!one.contains("identity")) {
      // Spheres as wide as all rows together would tell no clusters apart.
      optionOfGaussians("standardize", 0.2, "true");
    }
    optionOfGaussians("bootstrap", 0.1, "{'replicates':20}");
  }

  private void askForIterations() {
    options.put("seed", String.valueOf(random.nextInt(1000)));
    optionOfGaussians("acceleration", 0.2, "'none'");
    option("convergence", 0.2, "{'criterion':'parameters','tolerance':1e-4}", "{'tolerance':1e-9}");
    optionOfGaussians("regularization", 0.2, "0", "1e-4");
    String partition = Arrays.toString(IntStream.range(0, ROWS).map(this::label).toArray());
    option(
        "initialization",
        0.8,
        "{'method':'portfolio','starts':8,'keep':2}",
        "{'method':'portfolio','starts':8,'keep':2}",
        "{'method':'kmeans'}",
        "{'method':'random'}",
        "{'method':'partition','labels':%s}".formatted(partition));
    if (options.getOrDefault("initialization", "").contains("random")) {
      // Three random rows are of three clusters once in seven times, and k-means stays there.
      options.put("restarts", isKMeans() ? "80" : "8");
    }
  }

  private void askForKnowledge() {
    optionOfGaussians("prior", 0.15, "{}", "{'shrinkage':0.05}");
    if (isChosen(0.1)) {
      options.put("frozen", "['means']");
      options.put("initialization", "{'method':'parameters','means':%s}".formatted(means()));
      options.remove("restarts");
    }
  }

  /** Of each component, as labels have it. */
  private String means() {
    double[][] means = new double[CLUSTERS][dimensions()];
    int[] sizes = new int[CLUSTERS];
    for (int i = 0; i < ROWS; i++) {
      sizes[label(i)]++;
    }
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < dimensions(); j++) {
        means[label(i)][j] += clusters.rows()[i][j] / sizes[label(i)];
      }
    }
    return Arrays.deepToString(means);
  }
}
