package io.mixtura.serving.inference;

import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Health as the protocol asks for it: of everybody, without a key, as the actuator's. */
@Configuration(proxyBeanMethods = false)
class InferenceHealth {
  @Bean
  RouterFunction<ServerResponse> healthOfInference(ApplicationAvailability availability) {
    return RouterFunctions.route()
        .GET(
            "/v2/health/live",
            _ -> state("live", availability.getLivenessState() == LivenessState.CORRECT))
        .GET(
            "/v2/health/ready",
            _ ->
                state(
                    "ready", availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC))
        .build();
  }

  private static ServerResponse state(String name, boolean is) {
    return ServerResponse.status(is ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of(name, is));
  }
}
