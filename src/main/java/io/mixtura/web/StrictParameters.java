package io.mixtura.web;

import org.springframework.beans.propertyeditors.CustomBooleanEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** The one way to say yes in a parameter: Spring's own takes on, yes and 1 for true as well. */
@ControllerAdvice
class StrictParameters {

  @InitBinder
  void takeTrueAndFalseAlone(WebDataBinder binder) {
    binder.registerCustomEditor(boolean.class, new CustomBooleanEditor("true", "false", false));
  }
}
