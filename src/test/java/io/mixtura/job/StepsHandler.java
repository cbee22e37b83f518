package io.mixtura.job;

import java.nio.ByteBuffer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts up to the number in its request, with a checkpoint at each step. Each step leaves a row in
 * one table and the success a row in another, and both would take more of them.
 */
final class StepsHandler implements JobHandler {
  static final String KIND = "steps";
  static final String LINE = "stored step ";

  private final JdbcClient jdbc;
  private final long millisPerStep;

  StepsHandler(JdbcClient jdbc, long millisPerStep) {
    this.jdbc = jdbc;
    this.millisPerStep = millisPerStep;
  }

  static void createTable(JdbcClient jdbc) {
    jdbc.sql("create table effects (job_id uuid not null, steps integer not null)").update();
    jdbc.sql("create table work (job_id uuid not null, step integer not null)").update();
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
      work(execution.job(), done);
      execution.checkpoint(encode(done));
      System.out.println(LINE + done);
      execution.progress(() -> "{\"steps\":" + done + "}");
    }
    return new JobOutcome.Succeeded(() -> store(execution.job(), wanted));
  }

  private void work(Job job, int step) {
    try {
      jdbc.sql("insert into work (job_id, step) values (:id, :step)")
          .param("id", job.id())
          .param("step", step)
          .update();
    } catch (DataAccessException e) {
      // Only the count of those that came through is looked at.
    }
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
