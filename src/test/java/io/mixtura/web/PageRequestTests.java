package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.web.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class PageRequestTests {
  private static final List<String> KEYS =
      IntStream.range(0, 7).mapToObj(i -> "schlüssel/%d".formatted(i)).toList();

  @Test
  void firstPageOfFiftyUnlessAskedOtherwise() {
    PageRequest request = PageRequest.of(null, null);

    assertThat(request.after()).isNull();
    assertThat(request.size()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 1000})
  void walkingThePagesMeetsEveryEntryOnce(int size) {
    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      PageRequest request = PageRequest.of(token, size);
      Page<String> page = request.page(read(request.after(), size + 1), key -> key);
      assertThat(page.items()).isNotEmpty().hasSizeLessThanOrEqualTo(size);
      seen.addAll(page.items());
      token = page.nextPageToken();
    } while (token != null);

    assertThat(seen).isEqualTo(KEYS);
  }

  private static List<String> read(@Nullable String after, int count) {
    int from = after == null ? 0 : KEYS.indexOf(after) + 1;
    return KEYS.subList(from, Math.min(KEYS.size(), from + count));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
  void sizesOutOfRangeAreRefused(int size) {
    assertRefused(() -> PageRequest.of(null, size), "pageSize", "from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "abc", "bm8gdG9rZW4", "fg==x", "fv8"})
  void tokensThatAreNotOursAreRefused(String token) {
    assertRefused(() -> PageRequest.of(token, 10), "pageToken", "nextPageToken");
  }

  @Test
  void anEmptyKeyIsAKey() {
    String token = Base64.getUrlEncoder().encodeToString("~".getBytes(StandardCharsets.UTF_8));

    assertThat(PageRequest.of(token, 1).after()).isEmpty();
  }

  private static void assertRefused(Runnable request, String pointer, String detail) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
              assertThat(refusal.causes()).hasSize(1);
              assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
              assertThat(refusal.getMessage()).contains(detail);
            });
  }
}
