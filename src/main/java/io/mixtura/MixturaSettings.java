package io.mixtura;

import io.mixtura.access.Hosts;
import io.mixtura.access.Proxies;
import io.mixtura.access.SecuritySettings;
import io.mixtura.access.audit.AuditSettings;
import io.mixtura.backup.BackupFolder;
import io.mixtura.database.OwnerOnly;
import io.mixtura.dataset.store.DatasetSettings;
import io.mixtura.fit.run.FitSettings;
import io.mixtura.job.JobSettings;
import io.mixtura.job.RunningLimits;
import io.mixtura.web.body.Limits;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of the service, under the prefix {@code mixtura}; each room is handed its own part.
 *
 * @param home folder of the embedded database and of the dataset files; {@link HomeFolder} makes it
 *     absolute
 * @param hosts names and addresses, beside those of this machine, under which the service is called
 * @param proxies addresses or networks of proxies whose forwarding headers are believed
 * @param security who may reach the service
 * @param audit the record of who did what
 * @param limits what is accepted at most
 * @param datasets where observations are kept
 * @param jobs the queue
 * @param fits the engine
 */
@Validated
@ConfigurationProperties("mixtura")
record MixturaSettings(
    @DefaultValue("./data") Path home,
    @DefaultValue List<String> hosts,
    @DefaultValue List<String> proxies,
    @DefaultValue @Valid SecuritySettings security,
    @DefaultValue @Valid AuditSettings audit,
    @DefaultValue @Valid Limits limits,
    @DefaultValue @Valid DatasetSettings datasets,
    @DefaultValue @Valid JobSettings jobs,
    @DefaultValue @Valid FitSettings fits) {

  @Configuration(proxyBeanMethods = false)
  static class PerRoom {

    /** The home is there even where PostgreSQL keeps everything: the health check looks at it. */
    PerRoom(MixturaSettings settings) {
      try {
        Files.createDirectories(settings.home, OwnerOnly.folder(settings.home));
      } catch (IOException impossible) {
        throw new UncheckedIOException(
            "mixtura.home, " + settings.home + ", is no folder and cannot become one", impossible);
      }
    }

    @Bean
    Hosts hosts(MixturaSettings settings, ServerProperties server, Environment environment) {
      List<String> named = new ArrayList<>(settings.hosts);
      String address = environment.getProperty("server.address", "");
      if (!address.isBlank()) {
        named.add(address);
      }
      return new Hosts(named, server.getAddress());
    }

    @Bean
    Proxies proxies(MixturaSettings settings) {
      return Proxies.of(settings.proxies);
    }

    @Bean
    SecuritySettings securitySettings(MixturaSettings settings) {
      return settings.security;
    }

    @Bean
    AuditSettings auditSettings(MixturaSettings settings) {
      return settings.audit;
    }

    @Bean
    Limits limits(MixturaSettings settings) {
      return settings.limits;
    }

    @Bean
    RunningLimits runningLimits(Limits limits) {
      return new RunningLimits(limits.tenant().running(), limits.total().running());
    }

    @Bean
    DatasetSettings datasetSettings(MixturaSettings settings) {
      return settings.datasets.in(settings.home);
    }

    @Bean
    BackupFolder backupFolder(MixturaSettings settings) {
      return new BackupFolder(settings.home.toAbsolutePath().resolve("backups"));
    }

    @Bean
    JobSettings jobSettings(MixturaSettings settings) {
      return settings.jobs;
    }

    @Bean
    FitSettings fitSettings(MixturaSettings settings) {
      return settings.fits;
    }
  }
}
