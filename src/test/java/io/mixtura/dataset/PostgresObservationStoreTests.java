package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.store.ContentHash;
import io.mixtura.dataset.store.Extent;
import io.mixtura.testing.Databases;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresObservationStoreTests extends JdbcObservationStoreContract {

  @Override
  HikariDataSource database() {
    return Databases.postgres();
  }

  /** A tile of 1024 columns is larger than a chunk, and than what H2 keeps in one value. */
  @Test
  void widestTilesAreStoredOneByOne() throws IOException {
    List<String> columns = IntStream.range(0, 1024).mapToObj(j -> "x" + j).toList();
    double[] row = IntStream.range(0, 1024).asDoubleStream().toArray();
    try (Upload upload = new Upload(store(), columns, Categories.NONE, _ -> {})) {
      HeldRows rows = new HeldRows(columns, Collections.nCopies(300, row).toArray(double[][]::new));
      while (upload.take(rows)) {}
      Upload.Content content = upload.finish(Categories.NONE);
      Extent extent = new Extent(content.storage(), 300, 1024);

      assertThat(ContentHash.of(columns, store().open(extent), 300, Map.of()))
          .isEqualTo(content.sha256());
    }
  }
}
