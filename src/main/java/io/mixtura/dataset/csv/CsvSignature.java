package io.mixtura.dataset.csv;

import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Recognises spreadsheets that are sent as they are, by the bytes they start with. */
final class CsvSignature {
  private static final int LENGTH = 4;

  /** Of a zip archive, which an .xlsx file is, and of an .xls file. */
  private static final Set<String> SPREADSHEETS = Set.of("504b0304", "d0cf11e0");

  private CsvSignature() {}

  /** The body, if it may be text. */
  static InputStream checked(InputStream body) throws IOException {
    PushbackInputStream start = new PushbackInputStream(body, LENGTH);
    byte[] first = start.readNBytes(LENGTH);
    if (SPREADSHEETS.contains(HexFormat.of().formatHex(first))) {
      throw Refusal.of(HttpStatus.BAD_REQUEST, "", "this is a zip or Excel file; export it as CSV");
    }
    start.unread(first);
    return start;
  }
}
