package io.mixtura.job;

import java.nio.ByteBuffer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts up to the number in its request, with a checkpoint at each step; a success leaves a row in
 * a table that would take a second one.
 */
final class StepsHandler implements JobHandler {
  static final String KIND = "steps";

  private final JdbcClient jdbc;
  private final long millisPerStep;

  StepsHandler(JdbcClient jdbc, long millisPerStep) {
    this.jdbc = jdbc;
    this.millisPerStep = millisPerStep;
  }

  static void createTable(JdbcClient jdbc) {
    jdbc.sql("create table effects (job_id uuid not null, steps integer not null)").update();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobExecution execution) throws InterruptedException {
    int steps = execution.checkpoint().map(StepsHandler::decode).orElse(0);
    int wanted = Integer.parseInt(execution.job().request());
    while (steps < wanted) {
      if (execution.stopRequested()) {
        return new JobOutcome.Stopped(encode(steps), "{\"steps\":" + steps + "}");
      }
      Thread.sleep(millisPerStep);
      int done = ++steps;
      execution.checkpoint(encode(done));
      execution.progress(() -> "{\"steps\":" + done + "}");
    }
    return new JobOutcome.Succeeded(() -> store(execution.job(), wanted));
  }

  private String store(Job job, int steps) {
    jdbc.sql("insert into effects (job_id, steps) values (:id, :steps)")
        .param("id", job.id())
        .param("steps", steps)
        .update();
    return "{\"steps\":" + steps + "}";
  }

  static byte[] encode(int steps) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(steps).array();
  }

  static int decode(byte[] checkpoint) {
    return ByteBuffer.wrap(checkpoint).getInt();
  }
}
