package io.mixtura.web;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Tells the connection pool which errors mean that H2 closed the database under a connection. The
 * pool asks a connection whether it is alive only when it has rested for half a second: under load
 * a dead one would be handed out for ever.
 */
@Component
class JdbcLostDatabase implements SQLExceptionOverride, BeanPostProcessor {
  /**
   * H2's codes for a closed database, a broken connection and a database called at shutdown; its
   * classes are not there to compile with. PostgreSQL's errors have no codes, but states.
   */
  private static final Set<Integer> LOST = Set.of(90098, 90067, 90121);

  @java.lang.Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      pool.setExceptionOverride(this);
    }
    return bean;
  }

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    return LOST.contains(failure.getErrorCode())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
