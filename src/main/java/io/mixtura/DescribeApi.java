package io.mixtura;

import io.mixtura.web.description.PreparedDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The step of the build that asks the service for the description of its API and packages the
 * answer: to make it takes seconds of a processor, which every start spent anew.
 */
final class DescribeApi implements BeanFactoryInitializationAotProcessor {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
      ConfigurableListableBeanFactory beanFactory) {
    if (!beanFactory.containsBeanDefinition(PreparedDescription.BEAN)) {
      return null;
    }
    String description = description();
    return (generation, _) ->
        generation.getGeneratedFiles().addResourceFile(PreparedDescription.RESOURCE, description);
  }

  /** On a thread of its own, as the one that prepares the context does not start any. */
  private static String description() {
    try (var threads = Executors.newSingleThreadExecutor()) {
      return CompletableFuture.supplyAsync(DescribeApi::ofService, threads)
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }

  private static String ofService() {
    try {
      Path home = Files.createTempDirectory("mixtura-description");
      try (ConfigurableApplicationContext service = start(home)) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return get(URI.create("http://127.0.0.1:%s%s".formatted(port, PreparedDescription.PATH)));
      } finally {
        FileSystemUtils.deleteRecursively(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the service could not be asked for its description", e);
    }
  }

  private static ConfigurableApplicationContext start(Path home) {
    SpringApplication service = new SpringApplication(Mixtura.class);
    service.setWebApplicationType(WebApplicationType.SERVLET);
    service.setRegisterShutdownHook(false);
    return service.run(
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--mixtura.home=" + home,
        "--logging.level.root=warn");
  }

  private static String get(URI description) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(description).timeout(PATIENCE).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("%s answered %d".formatted(description, answer.statusCode()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
