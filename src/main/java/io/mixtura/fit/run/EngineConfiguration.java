package io.mixtura.fit.run;

import io.mixtura.mixture.Numerics;
import io.mixtura.mixture.em.Workers;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's threads, shared by all fits of this process. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean(destroyMethod = "close")
  Workers engineWorkers(FitSettings settings) {
    return new Workers(settings.resolvedThreads());
  }

  /** What the startup lines say of the kernels. */
  @Bean
  Supplier<String> kernelName(FitSettings settings) {
    return () -> "%s on %d threads".formatted(Numerics.kernel(), settings.resolvedThreads());
  }
}
