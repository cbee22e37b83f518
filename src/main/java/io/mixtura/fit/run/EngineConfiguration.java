package io.mixtura.fit.run;

import io.mixtura.mixture.Numerics;
import io.mixtura.mixture.em.PassThreads;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's threads, shared by all fits of this process. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean(destroyMethod = "close")
  PassThreads engineWorkers(FitSettings settings) {
    return new PassThreads(settings.resolvedThreads());
  }

  /** What the startup lines say of the kernels. */
  @Bean
  Supplier<String> kernelName(FitSettings settings) {
    return () -> "%s on %d threads".formatted(Numerics.kernel(), settings.resolvedThreads());
  }
}
