package io.mixtura;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;

/** The design's rooms and the rules that hold in all of them. */
class ArchitectureTests {
  private static final String ROOT = "io.mixtura";

  /** Which room may use which: the design's table. The root starts the rooms and sets them up. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "", Set.of("dataset", "job", "model", "fit", "assignment", "scaleout", "web"),
          "mixture", Set.of("mixture.kernel"),
          "mixture.kernel", Set.of(),
          "dataset", Set.of("mixture", "web"),
          "job", Set.of(),
          "model", Set.of("mixture", "web"),
          "fit", Set.of("job", "dataset", "model", "mixture", "web"),
          "assignment", Set.of("job", "model", "dataset", "mixture", "web"),
          "scaleout", Set.of("mixture", "dataset", "web"),
          "web", Set.of());

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // An earlier `package` leaves what Spring generates for the jar beside the classes.
          .withImportOption(location -> !location.contains("__") && !location.contains("$$"))
          .importPackages(ROOT);

  @Test
  void roomsUseOnlyTheRoomsTheyMay() {
    arrows(ARROWS).check(MAIN);
  }

  @Test
  void everyClassLivesInARoom() {
    Set<String> packages =
        MAIN.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

    assertThat(packages).isSubsetOf(ARROWS.keySet().stream().map(ArchitectureTests::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mixture",
        "mixture.kernel",
        "dataset",
        "job",
        "model",
        "fit",
        "assignment",
        "web"
      })
  void everyRoomOfTheDesignExists(String room) {
    assertThat(MAIN.containPackage(name(room))).as(room).isTrue();
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theMathematicsKnowsNoFramework() {
    classes()
        .that()
        .resideInAPackage(name("mixture"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            name("mixture"), name("mixture.kernel"), "java..", "org.ejml..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void theKernelsKnowNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage(name("mixture.kernel"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            name("mixture.kernel"), "java..", "jdk.incubator.vector..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void onlyTheKernelsTouchTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(name("mixture.kernel"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(MAIN);
  }

  @Test
  void onlyJdbcClassesTouchJdbc() {
    onlyJdbcClassesTouchJdbcRule().check(MAIN);
  }

  @Test
  void controllersAndJdbcClassesArePackagePrivate() {
    hidden().check(MAIN);
  }

  @Test
  void nothingButTheClockBeanReadsTheTime() {
    nobodyReadsTheTime().check(MAIN);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
  }

  /** Each rule is seen to fail, so that none passes because it looks at nothing. */
  @Test
  void theRulesBite() {
    Map<String, Set<String>> narrower = new HashMap<>(ARROWS);
    narrower.put("", Set.of());
    assertThat(isBroken(arrows(narrower), MAIN)).isTrue();

    assertThat(isBroken(nobodyReadsTheTime(), classesOf(ReadsInstant.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(ReadsByReference.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(ReadsLocal.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(ReadsMillis.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(MakesDate.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(MakesClock.class))).isTrue();
    assertThat(isBroken(nobodyReadsTheTime(), classesOf(ReadsItsClock.class))).isFalse();

    assertThat(isBroken(onlyJdbcClassesTouchJdbcRule(), classesOf(Connects.class))).isTrue();
    assertThat(isBroken(onlyJdbcClassesTouchJdbcRule(), classesOf(Misnamed.class))).isTrue();

    assertThat(isBroken(hidden(), classesOf(JdbcOpen.class))).isTrue();
    assertThat(isBroken(hidden(), classesOf(OpenController.class))).isTrue();
    assertThat(isBroken(hidden(), classesOf(Open.class))).isTrue();
    assertThat(isBroken(NO_CLASSES_SHOULD_USE_FIELD_INJECTION, classesOf(Injected.class))).isTrue();
  }

  private static LayeredArchitecture arrows(Map<String, Set<String>> arrows) {
    LayeredArchitecture rooms =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String room : arrows.keySet()) {
      rooms = rooms.layer(name(room)).definedBy(name(room));
    }
    for (Map.Entry<String, Set<String>> arrow : arrows.entrySet()) {
      String room = name(arrow.getKey());
      String[] others =
          arrow.getValue().stream().map(ArchitectureTests::name).toArray(String[]::new);
      rooms =
          others.length == 0
              ? rooms.whereLayer(room).mayNotAccessAnyLayer()
              : rooms.whereLayer(room).mayOnlyAccessLayers(others);
    }
    return rooms;
  }

  private static ArchRule onlyJdbcClassesTouchJdbcRule() {
    return noClasses()
        .that(are(DescribedPredicate.not(jdbcClasses())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");
  }

  private static ArchRule hidden() {
    return classes()
        .that()
        .haveSimpleNameStartingWith("Jdbc")
        .or()
        .haveSimpleNameEndingWith("Controller")
        .or()
        .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
        .should()
        .bePackagePrivate()
        .orShould()
        .bePrivate();
  }

  /** A class named {@code Jdbc…}, and what is nested in it. */
  private static DescribedPredicate<JavaClass> jdbcClasses() {
    return DescribedPredicate.describe(
        "named Jdbc…",
        type -> {
          @Nullable JavaClass outer = type;
          while (outer != null) {
            if (outer.getSimpleName().startsWith("Jdbc")) {
              return true;
            }
            outer = outer.getEnclosingClass().orElse(null);
          }
          return false;
        });
  }

  private static ArchRule nobodyReadsTheTime() {
    return noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "reads the time past the Clock bean", ArchitectureTests::readsTheTime));
  }

  private static boolean readsTheTime(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    JavaClass owner = target.getOwner();
    String name = target.getName();
    if (owner.isEquivalentTo(Clock.class)
        && (name.startsWith("system") || name.startsWith("tick"))) {
      return !isClockBean(access.getOrigin());
    }
    boolean byClock =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    boolean now = owner.getPackageName().equals("java.time") && name.equals("now") && !byClock;
    boolean millis = owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis");
    boolean date =
        owner.isEquivalentTo(Date.class)
            && name.equals("<init>")
            && target.getRawParameterTypes().isEmpty();
    return now || millis || date;
  }

  private static boolean isClockBean(JavaCodeUnit origin) {
    return origin.isAnnotatedWith(Bean.class)
        && origin.getRawReturnType().isEquivalentTo(Clock.class);
  }

  private static boolean isBroken(ArchRule rule, JavaClasses classes) {
    return rule.allowEmptyShould(true).evaluate(classes).hasViolation();
  }

  private static JavaClasses classesOf(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }

  private static String name(String room) {
    return room.isEmpty() ? ROOT : ROOT + "." + room;
  }

  // What each rule is there to forbid.

  static class ReadsInstant {
    Instant now() {
      return Instant.now();
    }
  }

  static class ReadsByReference {
    Supplier<Instant> now() {
      return Instant::now;
    }
  }

  static class ReadsLocal {
    LocalDateTime now() {
      return LocalDateTime.now();
    }
  }

  static class ReadsMillis {
    long now() {
      return System.currentTimeMillis();
    }
  }

  static class MakesDate {
    Date now() {
      return new Date();
    }
  }

  static class MakesClock {
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  record ReadsItsClock(Clock clock) {
    Instant now() {
      return Instant.now(clock);
    }

    LocalDateTime local() {
      return LocalDateTime.now(clock);
    }

    @Bean
    static Clock bean() {
      return Clock.systemUTC();
    }
  }

  record Connects(Connection connection) {}

  record Misnamed(org.springframework.jdbc.core.simple.JdbcClient client) {}

  public static class JdbcOpen {}

  public static class OpenController {}

  @RestController
  public static class Open {}

  static class Injected {
    @Autowired @Nullable Clock clock;
  }
}
