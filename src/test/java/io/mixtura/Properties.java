package io.mixtura;

import io.mixtura.web.body.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that exist, to compare with those that are written in pages and files. */
final class Properties {
  private Properties() {}

  /** Mixtura's own, with their defaults if they have any. */
  static Map<String, Optional<String>> ofMixtura() {
    Map<String, Optional<String>> found = new TreeMap<>();
    collect("mixtura", MixturaSettings.class, found);
    return found;
  }

  private static void collect(
      String prefix, Class<?> settings, Map<String, Optional<String>> found) {
    for (RecordComponent component : settings.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (isOurs(component.getType())) {
        collect(name, component.getType(), found);
      } else {
        found.put(name, defaultOf(settings, component));
      }
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type.isRecord() && type.getPackageName().startsWith(Mixtura.class.getPackageName());
  }

  /** Of the constructor's parameter, since that is what the annotation is for. */
  private static Optional<String> defaultOf(Class<?> settings, RecordComponent component) {
    for (var parameter : settings.getDeclaredConstructors()[0].getParameters()) {
      DefaultValue value = parameter.getAnnotation(DefaultValue.class);
      if (parameter.getName().equals(component.getName()) && value != null) {
        return Optional.of(String.join(",", value.value())).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Those of Spring Boot and of the libraries, as their jars describe them. */
  static Set<String> ofLibraries() throws IOException {
    Set<String> names = new TreeSet<>();
    var files =
        Limits.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
    for (URL file : Collections.list(files)) {
      try (InputStream json = file.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
          names.add(property.path("name").asString());
        }
      }
    }
    return names;
  }

  /** All of them, as environment variables. */
  static Set<String> asVariables() throws IOException {
    Set<String> all = new TreeSet<>(ofLibraries());
    all.addAll(ofMixtura().keySet());
    return all.stream()
        .map(name -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
