package io.mixtura.assignment.stream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A buffer that has a place taken among the answers that are streamed before it is full. */
final class LongAnswer extends BufferedOutputStream {
  private final Runnable place;
  private boolean hasPlace;

  LongAnswer(OutputStream out, Runnable place) {
    super(out, StreamedAnswer.BLOCK);
    this.place = place;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!hasPlace && length > buf.length - count) {
      place.run();
      hasPlace = true;
    }
    super.write(bytes, offset, length);
  }
}
