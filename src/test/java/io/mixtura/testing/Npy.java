package io.mixtura.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Arrays in the format of NumPy, written and read as its specification has it. */
public final class Npy {
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\{'descr': '<f8', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), } *\n");

  private Npy() {}

  /** What {@code numpy.save} writes for float64. */
  public static byte[] of(double[]... rows) {
    int columns = rows.length == 0 ? 2 : rows[0].length;
    ByteBuffer data = numbers(rows.length * columns * Double.BYTES, ByteOrder.LITTLE_ENDIAN);
    for (double[] row : rows) {
      for (double value : row) {
        data.putDouble(value);
      }
    }
    return file(1, header("<f8", false, "(%d, %d)".formatted(rows.length, columns)), data.array());
  }

  /** What {@code numpy.savez_compressed} writes for an array alone. */
  public static byte[] zipped(byte[] array) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("arr_0.npy"));
      zip.write(array);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }

  /** Room for the numbers of an array. */
  public static ByteBuffer numbers(int bytes, ByteOrder order) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  /** The header's dictionary as NumPy writes it. */
  public static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  /** A whole file; the header is padded as NumPy does it. */
  public static byte[] file(int version, String header, byte[] data) {
    int before = version == 1 ? 10 : 12;
    int padding = 63 - (before + header.length()) % 64;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(before + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }

  /** Reads an answer: one array per row. Anything but a plain C-order array of float64 fails. */
  public static double[][] rows(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY\u0001\u0000")) {
      throw new AssertionError("no npy file of version 1.0");
    }
    byte[] text = new byte[bytes.getShort()];
    bytes.get(text);
    Matcher shape = SHAPE.matcher(new String(text, StandardCharsets.US_ASCII));
    if (bytes.position() % 64 != 0 || !shape.matches()) {
      throw new AssertionError("header " + new String(text, StandardCharsets.US_ASCII));
    }
    double[][] rows = new double[Integer.parseInt(shape.group(1))][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[Integer.parseInt(shape.group(2))];
      bytes.asDoubleBuffer().get(rows[i]);
      bytes.position(bytes.position() + rows[i].length * Double.BYTES);
    }
    if (bytes.hasRemaining()) {
      throw new AssertionError(bytes.remaining() + " bytes after the last row");
    }
    return rows;
  }
}
