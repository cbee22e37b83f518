package io.mixtura.web.body;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpHeaders;

/**
 * Reads and drops what is left of the body of a refused request, after the answer has been sent. A
 * client that is still sending would otherwise see a broken connection instead of the answer; one
 * that listens while it sends can stop at once.
 *
 * <p>Tomcat by itself drops 2 MB at most, and nothing at all after a 413. It is done here and not
 * in a filter because a servlet can read nothing more once its answer is complete.
 */
public final class DrainValve extends ValveBase {
  /** Beyond this the connection is closed on the sender. */
  static final long MOST_BYTES = 64L << 20;

  private static final Duration LONGEST = Duration.ofSeconds(30);

  public DrainValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (response.getStatus() == HttpServletResponse.SC_REQUEST_TIMEOUT) {
      // Who sends too slowly is not waited for once more.
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    } else if (response.getStatus() >= 400 && !request.isAsync() && !isWaitingToBeAsked(request)) {
      finish(request, response);
    }
  }

  /** A client that sent {@code Expect: 100-continue} and was not told to go on sends nothing. */
  private static boolean isWaitingToBeAsked(Request request) {
    return request.getHeader(HttpHeaders.EXPECT) != null
        && request.getCoyoteRequest().getBytesRead() == 0;
  }

  private void finish(Request request, Response response) {
    try {
      response.finishResponse();
      drain(request.getCoyoteRequest());
    } catch (IOException gone) {
      container.getLogger().debug("The sender of a refused request left", gone);
    }
  }

  private static void drain(org.apache.coyote.Request request) throws IOException {
    Dropped dropped = new Dropped();
    long deadline = System.nanoTime() + LONGEST.toNanos();
    long drained = 0;
    while (drained < MOST_BYTES && System.nanoTime() - deadline < 0) {
      int read = request.doRead(dropped);
      if (read < 0) {
        return;
      }
      drained += read;
    }
  }

  /** Where Tomcat puts what it reads; nobody looks at it. */
  private static final class Dropped implements ApplicationBufferHandler {
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    @Override
    public ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void setByteBuffer(ByteBuffer read) {
      buffer = read;
    }

    @Override
    public void expand(int size) {}
  }
}
