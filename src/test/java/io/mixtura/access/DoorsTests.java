package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** What the log says of who can reach the service. */
@ExtendWith(OutputCaptureExtension.class)
class DoorsTests {
  private static final KeysNeeded NONE = new KeysNeeded(false, false, () -> false);

  @Test
  void onlyThisMachine(CapturedOutput log) {
    say("127.0.0.1", NONE);

    assertThat(log.getOut())
        .contains("Only this machine can reach it")
        .contains("--mixtura.security.open=true")
        .contains("keys create --tenant default")
        .doesNotContain("It listens on");
  }

  @Test
  void anOpenServiceWarnsThatAnyoneMayDelete(CapturedOutput log) {
    say("0.0.0.0", NONE);

    assertThat(log.getOut())
        .contains("WARN")
        .contains("It listens on 0.0.0.0")
        .contains("whoever can reach it may read and delete everything");
  }

  @Test
  void withoutAnAddressItListensOnAll(CapturedOutput log) {
    say(null, NONE);

    assertThat(log.getOut()).contains("It listens on all addresses");
  }

  @Test
  void whoNeedsAKeyIsToldHowTheFirstIsMade(CapturedOutput log) {
    say("192.0.2.7", new KeysNeeded(true, false, () -> false));

    assertThat(log.getOut())
        .contains("WARN")
        .contains("It listens on 192.0.2.7")
        .contains("nobody can call it yet")
        .contains("keys create --tenant default --scopes read,data,fit,predict,admin");
  }

  @Test
  void withKeysThereIsNothingToWarnOf(CapturedOutput log) {
    say("192.0.2.7", new KeysNeeded(false, false, () -> true));

    assertThat(log.getOut()).contains("asks everybody for a key").doesNotContain("WARN");
  }

  private static void say(@Nullable String address, KeysNeeded needed) {
    ServerProperties server = new ServerProperties();
    server.setAddress(address == null ? null : InetAddress.ofLiteral(address));
    new Doors(server, needed).say();
  }
}
