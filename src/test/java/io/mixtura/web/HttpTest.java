package io.mixtura.web;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpResponse;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The service on a random port with small limits and, beside its own, the probe endpoints. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"mixtura.limits.request=100KB", "mixtura.limits.body=1MB"})
@Import(ProbeEndpoints.Controller.class)
public abstract class HttpTest extends ServiceTest {

  /** POST of JSON. */
  public HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, "application/json", body);
  }
}
