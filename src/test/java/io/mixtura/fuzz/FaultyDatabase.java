package io.mixtura.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that fails now and then: away, cut off in the middle, or without room. */
final class FaultyDatabase extends DelegatingDataSource {
  private static final String AWAY = "08006";
  private static final String CUT = "57P01";
  private static final String FULL = "53100";

  private final AtomicLong calls = new AtomicLong();
  private final long seed;
  private volatile double share;

  FaultyDatabase(DataSource database, long seed) {
    super(database);
    this.seed = seed;
  }

  /** Of a hundred calls, how many fail. */
  void fail(double percent) {
    share = percent / 100;
  }

  @Override
  public Connection getConnection() throws SQLException {
    perhaps(AWAY);
    Connection connection = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "prepareStatement" -> perhaps(CUT, FULL);
                case "commit" -> perhaps(AWAY, FULL);
                default -> {}
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private void perhaps(String... states) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed + calls.incrementAndGet());
    if (random.nextDouble() < share) {
      String state = states[random.nextInt(states.length)];
      throw new SQLException("injected: org.injected.Insides are not to be told", state);
    }
  }
}
