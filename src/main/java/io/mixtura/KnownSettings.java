package io.mixtura;

import io.mixtura.web.problem.Spelling;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Refuses to start with a setting under {@code mixtura} that there is not: a misspelt retention
 * would keep everything for as long as it is by default, without a word.
 *
 * <p>Variables of the environment are refused only where they are nearly a setting: a cluster gives
 * a service called mixtura some of its own, such as {@code MIXTURA_SERVICE_HOST}.
 */
final class KnownSettings implements EnvironmentPostProcessor, Ordered {
  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("mixtura");

  private static final List<ConfigurationPropertyName> KNOWN = below(ROOT, MixturaSettings.class);

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      boolean isShell =
          StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME.equals(source.getName());
      SettingNames.in(source)
          .map(KnownSettings::list)
          .filter(name -> ROOT.isAncestorOf(name) && !KNOWN.contains(name))
          .forEach(name -> refuse(name, isShell));
    }
  }

  /** The list that an entry of one belongs to; else the setting itself. */
  private static ConfigurationPropertyName list(ConfigurationPropertyName name) {
    return name.isLastElementIndexed() ? name.getParent() : name;
  }

  private static void refuse(ConfigurationPropertyName name, boolean isShell) {
    List<String> known = KNOWN.stream().map(Object::toString).toList();
    Optional<String> nearest = Spelling.nearest(name.toString(), known);
    if (!isShell || nearest.isPresent()) {
      throw new UnknownSetting(name.toString(), nearest, known);
    }
  }

  /** What the records of the settings are made of. */
  private static List<ConfigurationPropertyName> below(
      ConfigurationPropertyName parent, Class<?> settings) {
    List<ConfigurationPropertyName> names = new ArrayList<>();
    for (RecordComponent component : settings.getRecordComponents()) {
      ConfigurationPropertyName name =
          parent.append(DataObjectPropertyName.toDashedForm(component.getName()));
      if (component.getType().isRecord()) {
        names.addAll(below(name, component.getType()));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  /** After all settings have been read. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  /** A setting that there is not. */
  static final class UnknownSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSetting(String name, Optional<String> nearest, List<String> known) {
      super(
          "there is no setting '%s'%s"
              .formatted(
                  name,
                  nearest
                      .map("; did you mean '%s'?"::formatted)
                      .orElse("; there are " + String.join(", ", known))));
    }
  }

  /** Says so in place of a stack trace. */
  static final class Analyzer extends AbstractFailureAnalyzer<UnknownSetting> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, UnknownSetting cause) {
      return new FailureAnalysis(
          String.valueOf(cause.getMessage()),
          "Correct it, or take it out, where the service is started or configured.",
          cause);
    }
  }
}
