package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.model.Models;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Checks a request against its data, group by group, and fills in every default. A resolved request
 * resolves to itself.
 */
@Component
public class FitResolver {
  private final Limits limits;
  private final StoredVersions.Lookup stored;

  @Autowired
  FitResolver(Limits limits, Models models) {
    this(limits, models::get);
  }

  FitResolver(Limits limits, StoredVersions.Lookup stored) {
    this.limits = limits;
    this.stored = stored;
  }

  public ResolvedFit resolve(FitRequest request, DataShape shape) {
    Findings findings = request.findings();
    StoredVersions versions = new StoredVersions(stored, findings);
    ResolvedConvergence convergence =
        new ConvergenceResolver(findings).resolve(request.convergence());
    Algorithm algorithm = convergence.algorithm();
    ResolvedData data = new DataResolver(shape, limits, findings).resolve(request.data());
    ResolvedFamily family = new FamilyResolver(algorithm, data, findings).resolve(request.family());
    ResolvedComponents components =
        new ComponentsResolver(algorithm, family, shape.rows(), limits, findings)
            .resolve(request.components());
    ResolvedSelection selection =
        new SelectionResolver(algorithm, data, family, components, findings)
            .resolve(request.selection());
    ResolvedStart start =
        new StartResolver(algorithm, data, family, components, selection, versions, findings)
            .resolve(request.start());
    ResolvedKnowledge knowledge =
        new KnowledgeResolver(algorithm, data, family, components.structures(), findings)
            .resolve(request.knowledge(), request.start().initialization());
    ResolvedNaming naming =
        new NamingResolver(data, components, start, versions, findings).resolve(request.naming());
    findings.refuseIfAny();
    FitRequest stated =
        new FitRequest(
            data.stated(),
            components.stated(),
            family.stated(),
            start.stated(),
            convergence.stated(),
            knowledge.stated(),
            selection.stated(),
            naming.stated());
    SelectionSpec candidates =
        selection.of(
            components.each((k, structure) ->
                new FitSpec(
                    k,
                    algorithm,
                    family.components(structure, knowledge.frozen()),
                    start.of(k, structure.equals(components.structures().getFirst())),
                    start.restarts(),
                    convergence.criterion(),
                    components.regularization(),
                    components.weights(),
                    data.standardize(),
                    start.seed(),
                    convergence.acceleration(),
                    knowledge.prior(),
                    naming.alignTo() == null ? null : naming.alignTo().model())));
    return new ResolvedFit(stated, data, candidates, selection.bootstrap(), naming);
  }
}
