package io.mixtura.web.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.web.problem.ProblemType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** The description of the API that Swagger UI shows. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String DESCRIPTION =
      """
      Soft clustering by Expectation-Maximization. Upload a **dataset**, start a **fit**, follow it
      while it runs, and ask the **model** it stores for the probability that each component
      generated a point.

      Every refusal is a problem document (RFC 9457) whose `errors` say what was wrong, where, and
      what would be right. Components, rows and labels are numbered from 0.
      """;

  /** In the order of the work, which is that of Swagger UI. */
  private static final List<String> TAGS =
      List.of(
          "Datasets",
          "Fits",
          "Models",
          "Responsibilities",
          "Density",
          "Inference",
          "Limits",
          "Keys",
          "Audit",
          "Backup");

  @Bean
  OpenAPI openApi(ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    String version = built == null ? null : built.getVersion();
    return new OpenAPI()
        .info(
            new Info()
                .title("Mixtura")
                .description(DESCRIPTION)
                .version(version == null ? "development" : version)
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        // Relative, so that "Try it out" works behind whatever name the service is reached by.
        .servers(List.of(new Server().url("/").description("This service")));
  }

  @Bean
  GlobalOpenApiCustomizer tagsInTheOrderOfTheWork() {
    return api -> {
      if (api.getTags() != null) {
        api.setTags(
            api.getTags().stream()
                .sorted(Comparator.comparingInt((Tag tag) -> TAGS.indexOf(tag.getName())))
                .toList());
      }
    };
  }

  /** From the whole to its parts, so that nobody is offered to store what there is not yet. */
  @Bean
  GlobalOpenApiCustomizer pathsFromTheWholeToItsParts() {
    return api -> {
      if (api.getPaths() != null) {
        Paths sorted = new Paths();
        api.getPaths().keySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (String path) -> path.chars().filter(letter -> letter == '/').count())
                    .thenComparing(Comparator.naturalOrder()))
            .forEach(path -> sorted.addPathItem(path, api.getPaths().get(path)));
        api.setPaths(sorted);
      }
    };
  }

  /** Documents every error answer as what it is, so that no endpoint has to. */
  @Bean
  GlobalOpenApiCustomizer errorAnswersAreProblems() {
    return api -> {
      ModelConverters.getInstance(true).readAll(Problem.class).forEach(api::schema);
      if (api.getPaths() != null) {
        api.getPaths()
            .forEach((path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> {
                      RefusalsOfAnyRequest.document(method, operation);
                      operation.setResponses(successesFirst(operation.getResponses()));
                      documentProblems(path, operation);
                    }));
      }
    };
  }

  /** What a method states comes before what its annotations are made of, else. */
  private static ApiResponses successesFirst(ApiResponses answers) {
    ApiResponses inOrder = new ApiResponses();
    answers.keySet().stream()
        .sorted(Comparator.comparing((String status) -> isProblem(status) ? status : ""))
        .forEach(status -> inOrder.addApiResponse(status, answers.get(status)));
    return inOrder;
  }

  private static boolean isProblem(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static void documentProblems(String path, Operation operation) {
    operation
        .getResponses()
        .forEach((status, answer) -> {
          if (isProblem(status)) {
            documentProblem(path, Integer.parseInt(status), answer);
          }
        });
  }

  private static void documentProblem(String path, int status, ApiResponse answer) {
    var problem =
        new io.swagger.v3.oas.models.media.Schema<>().$ref("#/components/schemas/Problem");
    MediaType documented = new MediaType().schema(problem);
    if (status != HttpStatus.UNPROCESSABLE_CONTENT.value()) {
      documented.setExample(example(path, status, answer));
    }
    answer.setContent(new Content().addMediaType("application/problem+json", documented));
  }

  /** The example of the shape is a 422; one of another status is not to show that. */
  private static Map<String, Object> example(String path, int status, ApiResponse answer) {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", ProblemType.of(HttpStatus.valueOf(status)).uri().toString());
    example.put("title", HttpStatus.valueOf(status).getReasonPhrase());
    example.put("status", status);
    example.put("detail", answer.getDescription());
    example.put("instance", path);
    example.put("errors", List.of());
    return example;
  }

  /** The shape of {@code ProblemDetails}, for the documentation. */
  @Schema(name = "Problem", description = "Why a request was refused (RFC 9457)")
  record Problem(
      @Schema(
              description =
                  "The kind of problem, which stays the same whatever the words are; src/docs/problems.md lists all",
              example = "/problems/unprocessable-request")
          String type,
      @Schema(example = "Unprocessable Content") String title,
      @Schema(example = "422") int status,
      @Schema(example = "unknown property 'componets'; did you mean 'components'?") String detail,
      @Schema(description = "The path that was asked for", example = "/api/v1/fits")
          String instance,
      @Schema(description = "What is wrong, one by one; empty when no single field is to blame")
          List<ProblemCause> errors) {}

  /** One error of a {@link Problem}. */
  @Schema(name = "ProblemCause")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProblemCause(
      @Schema(description = "Of the body: a JSON pointer into it", example = "/componets")
          @Nullable String pointer,
      @Schema(description = "Of the query or the path: the name of the parameter")
          @Nullable String parameter,
      @Schema(description = "Of the headers: the name of the header") @Nullable String header,
      @Schema(
              description = "What was wrong and what would be right",
              example = "unknown property 'componets'; did you mean 'components'?")
          String detail) {}
}
