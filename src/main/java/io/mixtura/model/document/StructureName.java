package io.mixtura.model.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text, or a type that stands for one in the documentation, as the name of a covariance
 * structure: {@link StructureNames} lists those that there are.
 */
@Target({ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StructureName {

  /** Whether all names that requests may use are listed; else those of answers. */
  boolean inRequests() default false;

  /** What may stand there instead. */
  String[] or() default {};
}
