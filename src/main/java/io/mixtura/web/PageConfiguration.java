package io.mixtura.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures the page at {@code /}: files of the jar, and the samples that it offers. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/page/index.html");
  }

  /**
   * Browsers ask each time whether a file is still the same one, so that no page is made of modules
   * of two versions. The content tells: the dates in a jar that is built reproducibly do not.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    add(registry, "/page/samples/**", "classpath:/samples/");
    add(registry, "/page/**", "classpath:/static/page/");
  }

  private void add(ResourceHandlerRegistry registry, String pattern, String location) {
    registry
        .addResourceHandler(pattern)
        .addResourceLocations(location)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(this::tag);
  }

  private String tag(Resource resource) {
    return tags.computeIfAbsent(resource.getDescription(), description -> hash(resource));
  }

  /** Weak, so that what stands in the way may compress it. */
  private static String hash(Resource resource) {
    try (var content = resource.getInputStream()) {
      return "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(content));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
