package io.mixtura.web.listener;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.Acceptor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections and looks after them, beyond what Tomcat does: it bounds the time between two
 * bytes of a header, not that of the whole, nor how many connections a client holds, and its
 * threads end for ever with the first Error.
 */
final class GuardedEndpoint extends NioEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedEndpoint.class);
  private static final long WATCH_MILLIS = 500;

  private Duration headerTime = Duration.ofSeconds(10);
  private int mostOfAnAddress = Integer.MAX_VALUE;
  private volatile @Nullable Thread accepting;
  private volatile @Nullable Thread polling;
  private @Nullable ScheduledExecutorService watch;

  void limit(Duration ofHeader, int connectionsOfAnAddress) {
    headerTime = ofHeader;
    mostOfAnAddress = connectionsOfAnAddress;
  }

  @Override
  public void startInternal() throws Exception {
    super.startInternal();
    polling = started(getName() + "-Poller");
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(getName() + "-Watch").daemon().factory());
    timer.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    watch = timer;
  }

  @Override
  public void stopInternal() {
    if (watch != null) {
      watch.shutdown();
      watch = null;
    }
    super.stopInternal();
  }

  /** Tomcat starts it where nobody can get hold of it. */
  private static @Nullable Thread started(String name) {
    Thread[] all = new Thread[2 * Thread.activeCount() + 16];
    int count = Thread.enumerate(all);
    for (int i = 0; i < count; i++) {
      if (all[i].getName().equals(name)) {
        return all[i];
      }
    }
    return null;
  }

  @Override
  protected void startAcceptorThread() {
    acceptor = new Acceptor<>(this);
    accepting = start(getName() + "-Acceptor", acceptor);
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().start(work);
  }

  boolean isAlive() {
    return !isRunning() || isAccepting() && isAlive(polling);
  }

  /** An acceptor that was told to end (a stop lets requests end first) is not to be revived. */
  private boolean isAccepting() {
    return isAlive(accepting) || acceptor.getState() == Acceptor.AcceptorState.ENDED;
  }

  private static boolean isAlive(@Nullable Thread thread) {
    return thread == null || thread.isAlive();
  }

  private void look() {
    try {
      revive();
      closeSlowHeaders();
    } catch (Exception | Error failure) {
      complain(failure);
    }
  }

  private static void complain(Throwable failure) {
    try {
      LOG.warn("Connections could not be looked after", failure);
    } catch (Error again) {
      // There is no memory to say so; the next round comes in any case.
    }
  }

  private void revive() {
    if (!isRunning()) {
      return;
    }
    if (!isAccepting()) {
      LOG.error("The thread that accepts connections has died and is started again");
      accepting = start(getName() + "-Acceptor", acceptor);
    }
    if (!isAlive(polling)) {
      LOG.error("The thread that waits for requests has died and is started again");
      polling = start(getName() + "-Poller", getPoller());
    }
  }

  private void closeSlowHeaders() {
    long now = System.nanoTime();
    for (SocketWrapperBase<NioChannel> connection : getConnections()) {
      long since = headerSince(connection);
      if (since >= 0 && now - since > headerTime.toNanos()) {
        connection.close();
      }
    }
  }

  /**
   * When the header began that comes in over a connection; negative if none does. A connection has
   * a processor, but no thread, while part of a header is there (or an asynchronous answer waits).
   */
  private static long headerSince(SocketWrapperBase<NioChannel> connection) {
    return connection.getCurrentProcessor() instanceof AbstractProcessor processor
            && !processor.isAsync()
        ? processor.getRequest().getStartTimeNanos()
        : -1;
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    return hasRoom(socket) && super.setSocketOptions(socket);
  }

  /**
   * Whether the client may have one connection more. One that has all it may have loses the one
   * whose header is oldest: so it is still answered if only part of it misbehaves.
   */
  private boolean hasRoom(SocketChannel socket) {
    if (getConnectionCount() <= mostOfAnAddress) {
      return true;
    }
    InetAddress address = socket.socket().getInetAddress();
    List<SocketWrapperBase<NioChannel>> others =
        connections.entrySet().stream()
            .filter(open -> address.equals(open.getKey().socket().getInetAddress()))
            .map(Map.Entry::getValue)
            .toList();
    return others.size() < mostOfAnAddress || closeOldestHeader(others);
  }

  private static boolean closeOldestHeader(List<SocketWrapperBase<NioChannel>> connections) {
    Optional<SocketWrapperBase<NioChannel>> oldest =
        connections.stream()
            .filter(connection -> headerSince(connection) >= 0)
            .min(Comparator.comparingLong(GuardedEndpoint::headerSince));
    oldest.ifPresent(SocketWrapperBase::close);
    return oldest.isPresent();
  }
}
