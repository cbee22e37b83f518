package io.mixtura.job;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the queue, by who looks at them and why. */
@Component
final class JdbcQueue {
  private final JdbcJobs jobs;
  private final JdbcLeases leases;
  private final JdbcTakeovers takeovers;
  private final JdbcCheckpoints checkpoints;
  private final JdbcTraces traces;

  JdbcQueue(JdbcClient jdbc) {
    this.jobs = new JdbcJobs(jdbc);
    this.leases = new JdbcLeases(jdbc);
    this.takeovers = new JdbcTakeovers(jdbc);
    this.checkpoints = new JdbcCheckpoints(jdbc);
    this.traces = new JdbcTraces(jdbc);
  }

  JdbcJobs jobs() {
    return jobs;
  }

  JdbcLeases leases() {
    return leases;
  }

  JdbcTakeovers takeovers() {
    return takeovers;
  }

  JdbcTraces traces() {
    return traces;
  }

  JdbcCheckpoints checkpoints() {
    return checkpoints;
  }
}
