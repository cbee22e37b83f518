package io.mixtura.testing;

import io.mixtura.caller.Tenant;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Has the methods of all tests, which call what requests and jobs call, work for the default
 * tenant; not the service that is started for them, nor any other thread.
 */
public final class ForDefaultTenant implements InvocationInterceptor {
  /** Threads of tests that do so as well. */
  public static final ThreadFactory THREADS =
      action ->
          new Thread(() -> {
            try (var _ = Tenant.DEFAULT.enter()) {
              action.run();
            }
          });

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  private static void proceed(Invocation<@Nullable Void> invocation) throws Throwable {
    try (var _ = Tenant.DEFAULT.enter()) {
      invocation.proceed();
    }
  }
}
