package io.mixtura.model;

import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** The version of this service, as provenance states it. */
@Component
public class EngineVersion {
  private static final String DEVELOPMENT = "development";

  private final String version;

  EngineVersion(ObjectProvider<BuildProperties> build) {
    BuildProperties properties = build.getIfAvailable();
    String built = properties == null ? null : properties.getVersion();
    this.version = Objects.requireNonNullElse(built, DEVELOPMENT);
  }

  @Override
  public String toString() {
    return version;
  }
}
