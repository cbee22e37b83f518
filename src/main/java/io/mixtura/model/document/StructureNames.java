package io.mixtura.model.document;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Documents what is a {@link StructureName} with the names of the structures that there are. */
@Component
class StructureNames implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    StructureName marked = marked(type);
    if (schema != null && marked != null) {
      list(names(marked), schema);
    }
    return schema;
  }

  private static @Nullable StructureName marked(AnnotatedType type) {
    Annotation[] ofProperty = type.getCtxAnnotations();
    if (ofProperty != null) {
      for (Annotation annotation : ofProperty) {
        if (annotation instanceof StructureName name) {
          return name;
        }
      }
    }
    return Json31.mapper()
        .constructType(type.getType())
        .getRawClass()
        .getAnnotation(StructureName.class);
  }

  @SuppressWarnings("unchecked") // the values of a text are texts
  private static void list(List<String> names, Schema<?> schema) {
    ((Schema<String>) schema).setEnum(names);
  }

  private static List<String> names(StructureName marked) {
    Stream<String> codes = CovarianceStructure.ALL.stream().map(CovarianceStructure::code);
    Stream<String> others =
        marked.inRequests()
            ? CovarianceStructure.ALL.stream().flatMap(one -> one.names().stream().skip(1))
            : Stream.empty();
    return Stream.of(codes, others, Stream.of(marked.or())).flatMap(names -> names).toList();
  }
}
