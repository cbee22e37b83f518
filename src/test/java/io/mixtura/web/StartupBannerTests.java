package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

@ExtendWith(OutputCaptureExtension.class)
class StartupBannerTests extends HttpTest {
  @Autowired StartupBanner banner;
  @Autowired Environment environment;
  @Autowired JdbcDatabase database;

  @Test
  void theServiceSaysWhereItIs(CapturedOutput log) {
    banner.say();

    assertThat(log.getOut())
        .contains("Mixtura is ready at http://127.0.0.1:" + port)
        .contains("Swagger UI: http://127.0.0.1:" + port + "/swagger-ui.html")
        .containsPattern("Database: H2, file:\\S+/mixtura")
        .doesNotContain("WRITE_DELAY");
  }

  @Test
  void onAllAddressesItIsFoundByTheNameOfThisMachine(CapturedOutput log) throws Exception {
    ServerProperties open = new ServerProperties();
    open.setAddress(InetAddress.getByName("0.0.0.0"));
    new StartupBanner(environment, open, database, kernel("scalar")).say();

    assertThat(log.getOut())
        .contains("ready at http://localhost:" + port)
        .contains("Kernels: scalar");
  }

  @Test
  void addressesOfVersionSixAreBracketed(CapturedOutput log) throws Exception {
    ServerProperties six = new ServerProperties();
    six.setAddress(InetAddress.getByName("::1"));
    new StartupBanner(environment, six, database, kernel("scalar")).say();

    assertThat(log.getOut()).contains("http://[0:0:0:0:0:0:0:1]:");
  }

  @Test
  void passwordsInDatabaseUrlsAreNotShown() {
    assertThat(
            JdbcDatabase.described(
                "PostgreSQL", "jdbc:postgresql://db:5432/mixtura?user=u&password=secret"))
        .isEqualTo("PostgreSQL, //db:5432/mixtura");
  }

  private static ObjectProvider<Supplier<String>> kernel(String name) {
    Supplier<String> supplier = () -> name;
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton("kernelName", supplier);
    return beans.getBeanProvider(ResolvableType.forClass(Supplier.class));
  }
}
