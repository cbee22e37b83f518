package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** The bytes that files of other formats start with, which are sent as they are by mistake. */
public enum BodySignature {
  ZIP("504b0304", "a zip or Excel file; export it as CSV (an .npz file goes as application/x-npz)"),
  XLS("d0cf11e0", "a zip or Excel file; export it as CSV"),
  GZIP("1f8b", "compressed with gzip; say so in the header Content-Encoding: gzip"),
  BZIP2("425a683931415926", "compressed with bzip2; send what bunzip2 -c writes"),
  XZ("fd377a585a", "compressed with xz; send what xz -dc writes"),
  ZSTD("28b52ffd", "compressed with zstd; say so in the header Content-Encoding: zstd"),
  PARQUET("50415231", "a Parquet file; send it as application/vnd.apache.parquet"),
  ARROW("4152524f5731", "an Arrow or Feather file; export it as CSV"),
  HDF5("894844460d0a", "an HDF5 or MATLAB file; export it as CSV"),
  MATLAB("4d41544c414220352e30", "a MATLAB file; export it as CSV"),
  SQLITE("53514c69746520666f726d6174", "an SQLite database; export a table of it as CSV"),
  SEVEN_ZIP("377abcaf271c", "a 7z file; send the file that is in it"),
  HTML("3c21444f4354", "a page of HTML; send its numbers as CSV"),
  HTML_TAG("3c68746d6c", "a page of HTML; send its numbers as CSV"),
  XML("3c3f786d6c", "XML; send its numbers as CSV"),
  JSON_OBJECT("7b22", "JSON; send it as application/json"),
  JSON_LINES("7b0a", "JSON; send it as application/json"),
  JSON_BLANK("7b20", "JSON; send it as application/json"),
  JSON_ARRAYS(
      "5b5b", "JSON; send it as application/json, {\"columns\":[…],\"rows\":[[…],…]}, or as CSV"),
  JSON_OBJECTS(
      "5b7b", "JSON; send it as application/json, {\"columns\":[…],\"rows\":[[…],…]}, or as CSV"),
  PDF("255044462d", "a PDF file; send its numbers as CSV"),
  PICKLE("8004", "a pickle of Python; send what to_csv or numpy.save writes"),
  PICKLE_5("8005", "a pickle of Python; send what to_csv or numpy.save writes"),
  NPY("934e554d5059", "an array as numpy.save writes it; send it as application/x-npy"),
  UTF_16("fffe", "text in UTF-16; state it, as in 'Content-Type: text/csv; charset=UTF-16'"),
  UTF_16_BIG("feff", "text in UTF-16; state it, as in 'Content-Type: text/csv; charset=UTF-16'");

  private static final int LENGTH = 14;
  private static final Set<BodySignature> LIKE_NAMES = Set.of(PARQUET, ARROW);

  private final byte[] start;
  private final String what;

  BodySignature(String hex, String what) {
    this.start = HexFormat.of().parseHex(hex);
    this.what = what;
  }

  /** What a body of JSON may start as. */
  public static Set<BodySignature> json() {
    return EnumSet.of(
        JSON_OBJECT, JSON_LINES, JSON_BLANK, JSON_ARRAYS, JSON_OBJECTS, UTF_16, UTF_16_BIG);
  }

  /**
   * The body, if it does not start as a file of another format does.
   *
   * @param allowed what it may start as nevertheless
   * @throws Refusal that names the format and what to send instead
   */
  public static InputStream checked(InputStream body, Set<BodySignature> allowed)
      throws IOException {
    PushbackInputStream pushed = new PushbackInputStream(body, LENGTH);
    byte[] first = pushed.readNBytes(LENGTH);
    for (BodySignature signature : values()) {
      if (!allowed.contains(signature) && signature.matches(first)) {
        throw Refusal.of(HttpStatus.BAD_REQUEST, "", "this is " + signature.what);
      }
    }
    if (!allowed.contains(UTF_16) && isWide(first)) {
      throw Refusal.of(HttpStatus.BAD_REQUEST, "", "this is " + UTF_16.what);
    }
    pushed.unread(first);
    return pushed;
  }

  /** Every other byte of text in UTF-16 is 0, as far as it is ASCII. */
  private static boolean isWide(byte[] first) {
    return first.length >= 4
        && (first[0] == 0) != (first[1] == 0)
        && (first[0] == 0) == (first[2] == 0)
        && (first[1] == 0) == (first[3] == 0);
  }

  private boolean matches(byte[] first) {
    int length = start.length;
    return first.length > length
        && Arrays.equals(first, 0, length, start, 0, length)
        && !(LIKE_NAMES.contains(this) && isText(first[length]));
  }

  /** A column may be named PAR1; in a file of that format something else follows. */
  private static boolean isText(byte next) {
    return next >= ' ' || next == '\t' || next == '\n' || next == '\r';
  }
}
