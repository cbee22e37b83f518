package io.mixtura.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.mixtura.dataset.npy.NpyHeader;
import io.mixtura.web.HttpTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies that are small on their way and large once they are decoded. */
class EncodedBodiesTests extends HttpTest {
  private static final byte[] ROWS =
      ("a\n" + "0\n".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

  private HttpResponse<String> sent(String path, String type, String coding, byte[] body)
      throws Exception {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  @Test
  void whatExpandsTooFarIsRefusedAsSoonAsThatIsSeen() throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            sent("/api/v1/datasets", "text/csv", "gzip", gzip(ROWS)),
            sent("/api/v1/datasets", "text/csv", "zstd", Zstd.compress(ROWS)),
            sent("/api/v1/datasets", "application/x-npz", "identity", npz()))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
      assertThat(answer.body())
          .contains(
              "more than 1048576 bytes once it is expanded, but at most 1048576 bytes are accepted here (setting mixtura.limits.body)");
    }
    assertThat(sent("/api/v1/fits", "application/json", "gzip", gzip(ROWS)).body())
        .contains("more than 102400 bytes once it is expanded", "mixtura.limits.request");
  }

  private static byte[] npz() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      byte[] header = NpyHeader.written(200_000, 1);
      zip.write(header);
      zip.write(new byte[200_000 * Double.BYTES]);
    }
    return zipped.toByteArray();
  }
}
