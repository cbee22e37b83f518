package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.springframework.http.HttpStatus;

/**
 * The array in a file that {@code numpy.savez} or {@code numpy.savez_compressed} writes: a zip file
 * of arrays, of which there may be one alone.
 */
public final class OneOfNpz extends InputStream {
  private static final String SUFFIX = ".npy";

  private final ZipInputStream zip;
  private final LongConsumer expanded;
  private final String name;
  private boolean ended;

  /**
   * Opens a file.
   *
   * @param expanded is told of the bytes that come out of it, and refuses too many
   */
  public static NpyRows open(InputStream body, IntakeOptions options, LongConsumer expanded)
      throws IOException {
    return NpyRows.open(new OneOfNpz(new ZipInputStream(body), expanded), options);
  }

  private OneOfNpz(ZipInputStream zip, LongConsumer expanded) throws IOException {
    this.zip = zip;
    this.expanded = expanded;
    ZipEntry first = nextEntry();
    if (first == null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "",
          "the body is no npz file with an array in it; send what numpy.savez(file, array) writes");
    }
    this.name = name(first);
  }

  private ZipEntry nextEntry() throws IOException {
    try {
      return zip.getNextEntry();
    } catch (ZipException | EOFException | IllegalArgumentException malformed) {
      throw malformed(malformed);
    }
  }

  private static Refusal malformed(Exception failure) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST,
        "",
        "the body is no npz file that can be read: "
            + (failure instanceof EOFException ? "it breaks off" : failure.getMessage()));
  }

  private static String name(ZipEntry entry) {
    if (!entry.getName().endsWith(SUFFIX)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "",
          "the zip file holds '%s', which is no array of numpy.savez; of a spreadsheet send what it exports as CSV"
              .formatted(Excerpt.ofOneOfMany(entry.getName())));
    }
    return entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = count(into, offset, length);
    if (count < 0) {
      ended = true;
      refuseAnother();
    } else {
      expanded.accept(count);
    }
    return count;
  }

  private int count(byte[] into, int offset, int length) throws IOException {
    try {
      return zip.read(into, offset, length);
    } catch (ZipException | EOFException malformed) {
      throw malformed(malformed);
    }
  }

  private void refuseAnother() throws IOException {
    ZipEntry another = nextEntry();
    if (another != null) {
      throw Refusal.unprocessable(
          "",
          "the npz file holds more than one array, '%s' and '%s'; send the one that is meant, as numpy.save(file, array['%s']) writes it"
              .formatted(
                  Excerpt.ofOneOfMany(name),
                  Excerpt.ofOneOfMany(name(another)),
                  Excerpt.ofOneOfMany(name)));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
