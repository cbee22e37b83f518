package io.mixtura.model.export;

import io.mixtura.dataset.npy.NpyHeader;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ModelVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A model as {@code numpy.savez} writes arrays, under the names that scikit-learn's {@code
 * GaussianMixture} has for its attributes and in the shapes of its {@code covariance_type}.
 *
 * <p>Structures that scikit-learn has no name for are {@code full}: their matrices are what they
 * are.
 */
final class NpzExport {
  /** numpy's strings have four bytes a character. */
  private static final Charset UTF_32 = Charset.forName("UTF-32LE");

  private static final Map<String, String> TYPES =
      Map.of("tied", "tied", "diagonal", "diag", "spherical", "spherical");

  private final ModelVersion version;
  private final MixtureModel model;
  private final String covarianceType;
  private final int k;
  private final int d;
  private final Map<String, byte[]> arrays = new LinkedHashMap<>();

  private NpzExport(ModelVersion version) {
    this.version = version;
    this.model = version.model();
    this.covarianceType = TYPES.getOrDefault(model.structure().code(), "full");
    this.k = model.clusters();
    this.d = model.dimensions();
  }

  static NpzExport of(ModelVersion version) {
    NpzExport export = new NpzExport(version);
    export.addArrays();
    return export;
  }

  private void addArrays() {
    List<double[][]> covariances = IntStream.range(0, k).mapToObj(model::covariance).toList();
    List<double[][]> whitenings =
        IntStream.range(0, k).mapToObj(c -> rows(Whitening.of(model, c))).toList();
    addNumbers("weights_", IntStream.range(0, k).mapToDouble(model::weight).toArray(), k);
    addNumbers(
        "means_",
        IntStream.range(0, k).boxed().flatMapToDouble(c -> Arrays.stream(model.mean(c))).toArray(),
        k,
        d);
    addMatrices("covariances_", covariances);
    addMatrices("precisions_", whitenings.stream().map(NpzExport::squared).toList());
    addMatrices("precisions_cholesky_", whitenings);
    addTexts("feature_names_in_", version.columns(), version.columns().size());
    addTexts("covariance_type", List.of(covarianceType));
  }

  /** In the shape that scikit-learn gives matrices of this type. */
  private void addMatrices(String name, List<double[][]> matrices) {
    switch (covarianceType) {
      case "tied" -> addNumbers(name, flat(matrices.getFirst()), d, d);
      case "diag" ->
          addNumbers(
              name,
              matrices.stream()
                  .flatMapToDouble(m -> IntStream.range(0, d).mapToDouble(i -> m[i][i]))
                  .toArray(),
              k,
              d);
      case "spherical" ->
          addNumbers(name, matrices.stream().mapToDouble(matrix -> matrix[0][0]).toArray(), k);
      default ->
          addNumbers(
              name,
              matrices.stream().flatMapToDouble(matrix -> Arrays.stream(flat(matrix))).toArray(),
              k,
              d,
              d);
    }
  }

  private void addNumbers(String name, double[] numbers, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    arrays.put(name, array("<f8", shape, bytes.array()));
  }

  private void addTexts(String name, List<String> texts, int... shape) {
    int longest =
        Math.max(
            1,
            texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(1));
    ByteBuffer bytes = ByteBuffer.allocate(texts.size() * longest * Integer.BYTES);
    for (int i = 0; i < texts.size(); i++) {
      bytes.put(i * longest * Integer.BYTES, texts.get(i).getBytes(UTF_32));
    }
    arrays.put(name, array("<U" + longest, shape, bytes.array()));
  }

  private static byte[] array(String type, int[] shape, byte[] content) {
    byte[] header = NpyHeader.ofArray(type, shape);
    return ByteBuffer.allocate(header.length + content.length).put(header).put(content).array();
  }

  private static double[][] rows(Whitening whitening) {
    int d = whitening.matrix().getNumRows();
    double[][] rows = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = whitening.get(i, j);
      }
    }
    return rows;
  }

  /** U Uᵀ. */
  private static double[][] squared(double[][] u) {
    double[][] product = new double[u.length][u.length];
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < u.length; j++) {
        for (int l = 0; l < u.length; l++) {
          product[i][j] += u[i][l] * u[j][l];
        }
      }
    }
    return product;
  }

  private static double[] flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        // The same model makes the same bytes.
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(array.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
