package io.mixtura.model.imports;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.EngineVersion;
import io.mixtura.model.Models;
import io.mixtura.model.VersionKey;
import io.mixtura.model.document.Documents;
import io.mixtura.model.document.Metrics;
import io.mixtura.model.document.ModelName;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.Provenance;
import io.mixtura.web.body.Limits;
import io.mixtura.web.idempotency.Creation;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Stores models that were made elsewhere. */
@Component
class ModelImports {
  private static final String SCOPE = "models";

  private final Models models;
  private final IdempotencyKeys keys;
  private final TransactionOperations transaction;
  private final Limits limits;
  private final EngineVersion engine;

  ModelImports(
      Models models,
      IdempotencyKeys keys,
      TransactionOperations transaction,
      Limits limits,
      EngineVersion engine) {
    this.models = models;
    this.keys = keys;
    this.transaction = transaction;
    this.limits = limits;
    this.engine = engine;
  }

  /** Stores a model as the next version of its name, once for each idempotency key. */
  VersionKey store(String name, ImportRequest request, @Nullable String idempotencyKey) {
    if (!ModelName.isValid(name)) {
      throw Refusal.unprocessable("name", ModelName.refusal(Excerpt.of(name)));
    }
    NewModelVersion version = version(name, request);
    Creation created =
        Objects.requireNonNull(
            transaction.execute(status ->
                keys.once(
                    idempotencyKey,
                    SCOPE,
                    Documents.etag(name + request.text()),
                    () -> name + "/" + store(request, version))));
    return find(created);
  }

  private int store(ImportRequest request, NewModelVersion version) {
    if (!request.allowsOtherColumns()) {
      models.requireColumns("/columns", version.name(), version.columns());
    }
    return models.store(version);
  }

  private VersionKey find(Creation created) {
    String[] id = created.id().split("/", 2);
    try {
      return models.key(id[0], id[1]);
    } catch (Refusal gone) {
      throw new Refusal(
          ProblemType.RESULT_DELETED,
          "the request with this %s made version %s of model '%s', which has been deleted since; use a new key to import again"
              .formatted(IdempotencyKeys.HEADER, id[1], id[0]));
    }
  }

  private NewModelVersion version(String name, ImportRequest request) {
    return switch (request) {
      case ImportRequest.Stated stated -> stated(name, stated);
      case ImportRequest.Exported exported ->
          ExportedModel.version(name, exported.document(), limits);
    };
  }

  private NewModelVersion stated(String name, ImportRequest.Stated request) {
    ImportedParameters parameters = new ImportedParameters(request, limits);
    MixtureModel model = parameters.model();
    List<String> columns = parameters.columns();
    return new NewModelVersion(
        name,
        Algorithm.EM,
        columns,
        model,
        null,
        Metrics.unknown(Math.toIntExact(model.freeParameters())),
        Provenance.imported(columns, engine.toString()),
        null,
        parameters.componentNames());
  }
}
