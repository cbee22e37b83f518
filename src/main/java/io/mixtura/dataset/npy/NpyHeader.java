package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The start of a .npy file: what its numbers are and how many.
 *
 * <p>Magic bytes, version, length, and then a Python dictionary such as {@code {'descr': '<f8',
 * 'fortran_order': False, 'shape': (272, 2), }}, whose entries may stand in any order (NEP 1).
 *
 * @param rows number of rows
 * @param types of the columns
 * @param offsets of the columns in the bytes of a row
 * @param names of the columns; empty unless the array has fields
 * @param rowBytes bytes in a row
 * @param isFortran whether the numbers stand column by column
 */
public record NpyHeader(
    long rows,
    List<NpyType> types,
    List<Integer> offsets,
    List<String> names,
    int rowBytes,
    boolean isFortran) {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);

  /** The version of what is written, which has two bytes for the length of the header. */
  private static final byte[] ASCII = {1, 0};

  /** That of headers with names in other letters, which has four. */
  private static final byte[] UTF_8 = {3, 0};

  /** The numbers begin at a multiple of it, so that they can be mapped. */
  private static final int ALIGNMENT = 64;

  /** An array of numbers needs some hundred bytes; a header of records could have any size. */
  private static final int LONGEST = 1 << 16;

  /** Of a number of rows; what they take up, and their answers, is then still a long. */
  private static final int MOST_DIGITS = 12;

  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern FIELDS = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[");

  /** Behind the last field, or behind what is none. */
  private static final Pattern NO_FIELD = Pattern.compile("(.*?)\\]\\s*(?:,\\s*['\"]|,?\\s*\\})");

  /** Names longer than may be; a pattern takes stack for each letter of them. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\(\\s*(['\"])((?:(?!\\1)[^\\\\]|\\\\.){0,1000})\\1\\s*,\\s*['\"]([^'\"]*)['\"]\\s*\\)\\s*(?:,\\s*)?");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(['\"\\\\])");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,]*)\\)");

  static NpyHeader read(InputStream body) throws IOException {
    byte[] start = body.readNBytes(MAGIC.length + 2);
    if (start.length == 0) {
      throw Refusal.unprocessable("", "the body is empty; send an array as numpy.save writes it");
    }
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw malformed("it does not start as one; send an array as numpy.save writes it");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw malformed("its version is %d; 1, 2 and 3 can be read".formatted(version));
    }
    long length = littleEndian(exactly(body, version == 1 ? 2 : 4));
    if (length > LONGEST) {
      throw malformed("its header has %d bytes, at most %d can be read".formatted(length, LONGEST));
    }
    return parse(new String(exactly(body, (int) length), StandardCharsets.UTF_8));
  }

  private static byte[] exactly(InputStream body, int count) throws IOException {
    byte[] bytes = body.readNBytes(count);
    if (bytes.length < count) {
      throw malformed("it ends within its header");
    }
    return bytes;
  }

  private static long littleEndian(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << Byte.SIZE | (bytes[i] & 0xff);
    }
    return value;
  }

  private static NpyHeader parse(String header) {
    Matcher fields = FIELDS.matcher(header);
    return fields.find() ? withFields(fields.end(), header) : plain(header);
  }

  private static NpyHeader plain(String header) {
    NpyType type = type(entry(TYPE, header, "descr"), "the array holds");
    boolean isFortran = entry(FORTRAN, header, "fortran_order").equals("True");
    List<String> shape = shape(entry(SHAPE, header, "shape"));
    int columns = columns(extent(shape.get(1)));
    return new NpyHeader(
        extent(shape.get(0)),
        Collections.nCopies(columns, type),
        IntStream.range(0, columns).mapToObj(column -> column * type.bytes()).toList(),
        List.of(),
        columns * type.bytes(),
        isFortran);
  }

  /** The header of an array of records, whose fields are the columns. */
  private static NpyHeader withFields(int from, String header) {
    List<NpyType> types = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int offset = 0;
    Matcher field = FIELD.matcher(header).region(from, header.length());
    while (field.lookingAt()) {
      NpyType type = type(field.group(3), "the field '" + field.group(2) + "' holds");
      if (!type.isGap()) {
        types.add(type);
        offsets.add(offset);
        names.add(unescaped(field.group(2)));
      }
      offset += type.bytes();
      field.region(field.end(), header.length());
    }
    Matcher rest = NO_FIELD.matcher(header).region(field.regionStart(), header.length());
    if (!rest.lookingAt() || !rest.group(1).isBlank()) {
      String descr = rest.lookingAt() ? header.substring(from - 1, rest.end(1) + 1) : header;
      throw Refusal.unprocessable(
          "/descr",
          "the fields of the array are not all plain numbers: %s; send".formatted(Excerpt.of(descr))
              + " numpy.lib.recfunctions.structured_to_unstructured(array)");
    }
    return new NpyHeader(
        extent(onlyExtent(entry(SHAPE, header, "shape"))),
        List.copyOf(types),
        List.copyOf(offsets),
        List.copyOf(names),
        offset,
        false);
  }

  /** Of the escapes of Python only those that names need: others stay as they stand. */
  private static String unescaped(String name) {
    return ESCAPE.matcher(name).replaceAll("$1");
  }

  private static NpyType type(String name, String where) {
    NpyType type = NpyType.of(name);
    if (type == null || (type.isGap() && where.startsWith("the array"))) {
      throw Refusal.unprocessable(
          "/descr",
          "%s '%s', which are no numbers that can be read; send array.astype('<f8')"
              .formatted(where, Excerpt.ofOneOfMany(name)));
    }
    return type;
  }

  private static String onlyExtent(String extents) {
    String extent = extents.replaceFirst(",\\s*$", "").strip();
    if (extent.isEmpty() || extent.contains(",")) {
      throw Refusal.unprocessable(
          "/shape",
          "the array of records has the shape (%s), but one number of rows is needed; send array.ravel()"
              .formatted(Excerpt.ofOneOfMany(extents.strip())));
    }
    return extent;
  }

  private static String entry(Pattern pattern, String header, String name) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw malformed(
          "its header states no '%s' that can be read: %s"
              .formatted(name, Excerpt.ofOneOfMany(header.strip())));
    }
    return matcher.group(1);
  }

  private static List<String> shape(String extents) {
    List<String> shape =
        Stream.of(extents.split(",")).map(String::strip).filter(text -> !text.isEmpty()).toList();
    if (shape.size() == 2) {
      return shape;
    }
    if (shape.size() == 1) {
      return List.of(shape.getFirst(), "1");
    }
    throw Refusal.unprocessable(
        "/shape",
        "the array has the shape (%s), but one column, or rows and columns, are needed; send array.reshape(len(array), -1)"
            .formatted(Excerpt.ofOneOfMany(extents.strip())));
  }

  private static long extent(String digits) {
    if (digits.length() > MOST_DIGITS || !digits.chars().allMatch(Character::isDigit)) {
      throw Refusal.unprocessable(
          "/shape",
          "'%s' is no number of rows or columns that can be read"
              .formatted(Excerpt.ofOneOfMany(digits)));
    }
    return Long.parseLong(digits);
  }

  private static int columns(long count) {
    if (count > ColumnChoice.WIDEST) {
      throw Refusal.unprocessable(
          "/shape",
          "the array has %d columns, at most %d can be read".formatted(count, ColumnChoice.WIDEST));
    }
    return (int) count;
  }

  /** The header of an array of float64, little-endian: all that comes before its numbers. */
  public static byte[] written(long rows, int columns) {
    return written("<f8", rows + ", " + columns);
  }

  /** The header of an array of int32 of one dimension. */
  public static byte[] ofLabels(long rows) {
    return written("<i4", rows + ",");
  }

  /**
   * The header of an array of records of float64, little-endian, whose fields have these names.
   *
   * @throws Refusal 406 if the names are longer than a header that can be read again
   */
  public static byte[] ofFields(long rows, List<String> names) {
    String fields =
        names.stream()
            .map(name -> "('" + escaped(name) + "', '<f8')")
            .collect(Collectors.joining(", ", "[", "]"));
    byte[] header = whole(fields, rows + ",");
    if (header.length > LONGEST) {
      throw Refusal.of(
          HttpStatus.NOT_ACCEPTABLE,
          HttpHeaders.ACCEPT,
          "the names of the columns are too long for the header of an npy file; accept text/csv");
    }
    return header;
  }

  /** Both quotes, so that nothing in a name looks like the end of it. */
  private static String escaped(String name) {
    return name.replaceAll("['\"\\\\]", "\\\\$0");
  }

  /** The header of an array of any type and shape, in C order. */
  public static byte[] ofArray(String type, int... shape) {
    String sizes =
        Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
    return written(type, sizes);
  }

  private static byte[] written(String type, String sizes) {
    return whole("'" + type + "'", sizes);
  }

  private static byte[] whole(String type, String sizes) {
    byte[] shape =
        "{'descr': %s, 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, sizes)
            .getBytes(StandardCharsets.UTF_8);
    boolean isAscii = shape.length == new String(shape, StandardCharsets.UTF_8).length();
    int before = MAGIC.length + 2 + (isAscii ? Short.BYTES : Integer.BYTES);
    int whole = Math.ceilDiv(before + shape.length + 1, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(whole).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC);
    if (isAscii) {
      header.put(ASCII).putShort((short) (whole - before));
    } else {
      header.put(UTF_8).putInt(whole - before);
    }
    header.put(shape);
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  /** Number of columns. */
  int columns() {
    return types.size();
  }

  NpyType type(int column) {
    return types.get(column);
  }

  /** Where the number of a column stands in the bytes of a row. */
  int offset(int column) {
    return offsets.get(column);
  }

  /** Order of the bytes of an array without fields. */
  ByteOrder order() {
    return types.isEmpty() ? ByteOrder.LITTLE_ENDIAN : types.getFirst().order();
  }

  /** Whether all numbers are of this kind, one behind the other. */
  boolean isPlain(char kind, int bytes) {
    return names.isEmpty()
        && !types.isEmpty()
        && types.getFirst().kind() == kind
        && types.getFirst().bytes() == bytes;
  }

  /** Whether no number is a whole number by its type. */
  boolean isFloat() {
    return types.stream().allMatch(type -> type.kind() == 'f');
  }

  static Refusal malformed(String detail) {
    return Refusal.of(HttpStatus.BAD_REQUEST, "", "the body is no npy file: " + detail);
  }
}
