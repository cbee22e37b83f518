package io.mixtura.dataset.store;

import io.mixtura.caller.Tenant;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A store of chunks of about 1 MiB in a table, each written and read on its own. */
@Repository
class JdbcObservationStore implements ObservationStore {
  private final JdbcClient jdbc;

  JdbcObservationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public ObservationWriter begin(int dimensions) {
    return new JdbcWriter();
  }

  @Override
  public Blocks open(Extent extent) {
    long stored =
        at(
                extent.storage(),
                """
                select count(*) from observation_chunks
                where tenant_id = :tenant and storage = :storage
                """)
            .query(Long.class)
            .single();
    if (stored != extent.chunks()) {
      throw new DamagedObservations(
          "%d parts are there instead of %d".formatted(stored, extent.chunks()));
    }
    List<MemorySegment> segments = new ArrayList<>();
    for (int number = 0; number < extent.chunks(); number++) {
      segments.add(MemorySegment.ofArray(chunk(extent, number)));
    }
    return new Blocks(segments, extent.tilesPerChunk());
  }

  private byte[] chunk(Extent extent, int number) {
    int tiles = Math.min(extent.tilesPerChunk(), extent.tiles() - number * extent.tilesPerChunk());
    Optional<byte[]> bytes =
        at(
                extent.storage(),
                """
                select bytes from observation_chunks
                where tenant_id = :tenant and storage = :storage and number = :number
                """)
            .param("number", number)
            .query(byte[].class)
            .optional();
    return checked(bytes, number, tiles * extent.tileBytes());
  }

  @Override
  public void read(Extent extent, int tile, Tile into) {
    int number = tile / extent.tilesPerChunk();
    int offset = tile % extent.tilesPerChunk() * extent.tileBytes();
    Optional<byte[]> bytes =
        at(
                extent.storage(),
                """
                select substring(bytes from :first for :length) from observation_chunks
                where tenant_id = :tenant and storage = :storage and number = :number
                """)
            .param("first", offset + 1)
            .param("length", extent.tileBytes())
            .param("number", number)
            .query(byte[].class)
            .optional();
    MemorySegment stored = MemorySegment.ofArray(checked(bytes, number, extent.tileBytes()));
    MemorySegment.copy(stored, Observations.STORED, 0, into.values(), 0, into.values().length);
    into.setCount(extent.pointsIn(tile));
  }

  private static byte[] checked(Optional<byte[]> bytes, int number, int length) {
    int found = bytes.map(chunk -> chunk.length).orElse(0);
    if (found != length) {
      throw new DamagedObservations(
          "%d bytes of part %d are there instead of %d".formatted(found, number, length));
    }
    return bytes.orElseThrow();
  }

  @Override
  public void delete(Place storage) {
    at(
            storage,
            """
            delete from observation_chunks where tenant_id = :tenant and storage = :storage
            """)
        .update();
  }

  private JdbcClient.StatementSpec at(Place storage, String sql) {
    return jdbc.sql(sql).param("tenant", storage.tenant().name()).param("storage", storage.id());
  }

  @Override
  public void sweep(Set<Place> referenced, Instant before) {
    jdbc
        .sql(
            """
            select tenant_id, storage, max(created_at) as youngest from observation_chunks
            group by tenant_id, storage
            """)
        .query((row, _) ->
            new Found(
                new Place(
                    new Tenant(row.getString("tenant_id")), row.getObject("storage", UUID.class)),
                row.getObject("youngest", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .filter(found -> !referenced.contains(found.storage()))
        .filter(found -> found.youngest().isBefore(before))
        .forEach(found -> delete(found.storage()));
  }

  private record Found(Place storage, Instant youngest) {}

  /** Every chunk is committed on its own, so that a long upload is no long transaction. */
  private final class JdbcWriter implements ObservationWriter {
    private final Place storage = Place.anew();
    private int number;
    private boolean finished;

    @Override
    public Place storage() {
      return storage;
    }

    @Override
    public void append(byte[] tiles, int length) {
      at(
              storage,
              """
              insert into observation_chunks (tenant_id, storage, number, bytes)
              values (:tenant, :storage, :number, :bytes)
              """)
          .param("number", number++)
          .param("bytes", length == tiles.length ? tiles : Arrays.copyOf(tiles, length))
          .update();
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void close() {
      if (!finished) {
        delete(storage);
      }
    }
  }

  /** They are in the database, and copied with it. */
  @Override
  public KeptObservations keep() {
    return new KeptObservations() {
      @Override
      public Copied copyTo(Path folder) {
        return new Copied(0, 0);
      }

      @Override
      public void close() {}
    };
  }
}
