package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.web.idempotency.Creation;
import io.mixtura.web.idempotency.IdempotencyKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys as the service hands them to its rooms. */
class IdempotencyKeysWiringTests extends HttpTest {
  @Autowired IdempotencyKeys keys;
  @Autowired TransactionTemplate transaction;

  @Test
  void keysOutsideOfATransactionAreAMistake() {
    assertThatThrownBy(() -> keys.once("wiring-1", "scope", "hash", () -> "id"))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void keysJoinTheTransactionOfTheirCaller() {
    transaction.executeWithoutResult(status -> {
      keys.once("wiring-2", "scope", "hash", () -> "rolled back");
      status.setRollbackOnly();
    });
    Creation creation =
        transaction.execute(status -> keys.once("wiring-2", "scope", "hash", () -> "kept"));

    assertThat(creation).isEqualTo(new Creation("kept", false));
  }
}
