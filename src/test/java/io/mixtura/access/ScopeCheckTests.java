package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Caller;
import io.mixtura.caller.NeededScope;
import io.mixtura.testing.ServiceTest;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No endpoint is forgotten, documented or not; one that is, is closed. */
class ScopeCheckTests extends ServiceTest {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void everyEndpointSaysWhatItTakes() {
    List<HandlerMethod> ours =
        mapping.getHandlerMethods().values().stream()
            .filter(endpoint -> endpoint.getBeanType().getName().startsWith("io.mixtura."))
            .filter(endpoint -> !ErrorController.class.isAssignableFrom(endpoint.getBeanType()))
            .toList();

    assertThat(ours)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            endpoint -> assertThat(NeededScope.of(endpoint)).as("%s", endpoint).isNotNull());
  }

  @Test
  void whatSaysNothingIsRefusedEvenToWhoMayDoEverything() throws Exception {
    SecurityContextHolder.setContext(new SecurityContextImpl(new CallerToken(Caller.ANYBODY)));
    HandlerMethod forgotten =
        new HandlerMethod(new Forgotten(), Forgotten.class.getDeclaredMethod("everything"));

    assertThatThrownBy(() ->
            new ScopeCheck()
                .preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), forgotten))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.FORBIDDEN));
  }

  /** As somebody may write it. */
  static class Forgotten {
    String everything() {
      return "everything";
    }
  }
}
