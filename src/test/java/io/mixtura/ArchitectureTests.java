package io.mixtura;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
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
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;

/** The design's rooms and the rules that hold in all of them. */
class ArchitectureTests {
  private static final String ROOT = "io.mixtura";

  /** The rooms of the engine in a line: each uses only rooms before it. */
  private static final List<String> ENGINE =
      List.of(
          "mixture.kernel",
          "mixture.special",
          "mixture.matching",
          "mixture.statistics",
          "mixture.observations",
          "mixture.encoding",
          "mixture.covariance",
          "mixture.pass",
          "mixture.family",
          "mixture",
          "mixture.spec",
          "mixture.em",
          "mixture.start",
          "mixture.fitting",
          "mixture.selection");

  /** Which room uses which others, and no more. The root starts the rooms and sets them up. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("mixture.kernel"),
          entry("mixture.special"),
          entry("mixture.matching"),
          entry("mixture.statistics"),
          entry("mixture.observations", "mixture.kernel"),
          entry("mixture.encoding", "mixture.observations"),
          entry("mixture.covariance", "mixture.kernel", "mixture.statistics"),
          entry(
              "mixture.pass",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.covariance"),
          entry(
              "mixture.family",
              "mixture.kernel",
              "mixture.special",
              "mixture.statistics",
              "mixture.observations",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.pass"),
          entry(
              "mixture",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.pass",
              "mixture.family"),
          entry(
              "mixture.spec",
              "mixture.statistics",
              "mixture.covariance",
              "mixture.family",
              "mixture"),
          entry(
              "mixture.em",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.covariance",
              "mixture.pass",
              "mixture.family",
              "mixture",
              "mixture.spec"),
          entry(
              "mixture.start",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.covariance",
              "mixture.pass",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.em"),
          entry(
              "mixture.fitting",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.em",
              "mixture.start",
              "mixture.matching"),
          entry(
              "mixture.selection",
              "mixture.kernel",
              "mixture.statistics",
              "mixture.observations",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.em",
              "mixture.start",
              "mixture.fitting"),
          entry(
              "",
              "access",
              "access.audit",
              "access.key",
              "backup",
              "database",
              "dataset.store",
              "job",
              "fit.run",
              "web.body",
              "web.problem"),
          entry("caller"),
          entry("access.audit", "caller", "database", "web", "web.problem"),
          entry("access.key", "access.audit", "caller", "database", "web", "web.problem"),
          entry("decimal"),
          entry("dataset.rows", "mixture.observations", "web.problem"),
          entry("dataset.csv", "decimal", "dataset.rows", "web.problem"),
          entry("dataset.json", "decimal", "dataset.rows", "web.problem"),
          entry("dataset.ndjson", "dataset.rows", "dataset.json", "web.problem"),
          entry("dataset.npy", "mixture.observations", "decimal", "dataset.rows", "web.problem"),
          entry("dataset.parquet", "decimal", "dataset.rows", "web.problem"),
          entry("dataset.column", "mixture.observations"),
          entry("dataset.store", "caller", "mixture.observations", "database", "web.problem"),
          entry(
              "dataset",
              "caller",
              "mixture.observations",
              "dataset.rows",
              "dataset.csv",
              "dataset.json",
              "dataset.ndjson",
              "dataset.npy",
              "dataset.parquet",
              "dataset.column",
              "dataset.store",
              "web.problem",
              "web.idempotency",
              "web.body",
              "web"),
          entry(
              "dataset.view",
              "caller",
              "mixture.observations",
              "dataset.rows",
              "dataset.column",
              "dataset",
              "assignment.format",
              "assignment.stream",
              "web.problem",
              "web.body",
              "web"),
          entry("access", "access.key", "caller", "web.problem"),
          entry("backup", "caller", "database", "dataset.store", "web.problem"),
          entry("database"),
          entry("job", "caller", "database"),
          entry("job.crew", "caller", "database", "job"),
          entry(
              "model.document",
              "mixture.statistics",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.selection"),
          entry("model", "caller", "mixture", "model.document", "web.problem", "web"),
          entry(
              "model.imports",
              "caller",
              "mixture.statistics",
              "mixture.observations",
              "mixture.covariance",
              "mixture",
              "mixture.spec",
              "model.document",
              "model",
              "web.problem",
              "web.idempotency",
              "web.body"),
          entry(
              "model.export",
              "caller",
              "mixture.covariance",
              "mixture.encoding",
              "mixture",
              "mixture.spec",
              "dataset.npy",
              "model.document",
              "model",
              "web.problem"),
          entry("fit.request.choice", "mixture.covariance", "mixture.family", "web.problem"),
          entry(
              "fit.request",
              "fit.request.choice",
              "mixture.observations",
              "mixture.encoding",
              "mixture.covariance",
              "mixture.family",
              "mixture.spec",
              "dataset.rows",
              "dataset",
              "mixture",
              "model.document",
              "model",
              "web.problem",
              "web.body"),
          entry(
              "fit.rows",
              "mixture.observations",
              "mixture.encoding",
              "mixture.spec",
              "dataset.rows",
              "dataset.column",
              "dataset",
              "fit.request",
              "web.problem",
              "web.body"),
          entry(
              "fit.run",
              "access.audit",
              "caller",
              "mixture.observations",
              "mixture.covariance",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.em",
              "mixture.start",
              "mixture.fitting",
              "mixture.selection",
              "dataset",
              "job",
              "model.document",
              "model",
              "fit.request",
              "fit.request.choice",
              "fit.rows",
              "web.problem"),
          entry(
              "fit",
              "caller",
              "mixture.statistics",
              "mixture.observations",
              "mixture.family",
              "mixture",
              "mixture.spec",
              "mixture.fitting",
              "dataset.rows",
              "dataset",
              "job",
              "model.document",
              "model",
              "fit.request",
              "fit.request.choice",
              "fit.rows",
              "fit.run",
              "web.problem",
              "web.idempotency",
              "web.body",
              "web",
              "database"),
          entry(
              "assignment.format",
              "mixture.observations",
              "mixture",
              "decimal",
              "dataset.rows",
              "dataset.npy",
              "dataset",
              "model.document",
              "web.problem"),
          entry(
              "assignment.stream",
              "caller",
              "mixture.observations",
              "mixture.encoding",
              "mixture",
              "mixture.spec",
              "dataset.rows",
              "dataset",
              "model.document",
              "assignment.format",
              "web.body",
              "web.problem"),
          entry(
              "assignment.conditional",
              "caller",
              "mixture.observations",
              "mixture.covariance",
              "mixture",
              "dataset.rows",
              "dataset",
              "model.document",
              "model",
              "assignment.format",
              "assignment.stream",
              "web.problem"),
          entry(
              "assignment",
              "caller",
              "mixture.observations",
              "mixture",
              "mixture.spec",
              "dataset.rows",
              "dataset",
              "model.document",
              "model",
              "assignment.format",
              "assignment.stream",
              "web.problem",
              "web.body",
              "web"),
          entry("serving"),
          entry(
              "serving.mlflow",
              "caller",
              "mixture.observations",
              "mixture",
              "dataset.rows",
              "dataset",
              "model.document",
              "model",
              "assignment.format",
              "assignment.stream",
              "assignment",
              "web.problem"),
          entry(
              "serving.inference",
              "caller",
              "mixture.observations",
              "mixture",
              "mixture.spec",
              "dataset.rows",
              "model.document",
              "model",
              "assignment.format",
              "assignment.stream",
              "assignment",
              "web.problem"),
          entry("usage", "caller", "dataset", "job", "web.body"),
          entry("web.problem", "database"),
          entry("web.idempotency", "caller", "database", "web.problem"),
          entry("web.body", "caller", "web.problem"),
          entry("web.listener"),
          entry("web.description", "web.problem"),
          entry(
              "web",
              "caller",
              "database",
              "web.problem",
              "web.idempotency",
              "web.body",
              "web.listener"));

  /** All rooms of the engine but the kernels, which have a rule of their own. */
  private static final DescribedPredicate<JavaClass> MATHEMATICS =
      resideInAPackage(name("mixture") + "..")
          .and(DescribedPredicate.not(resideInAPackage(name("mixture.kernel"))));

  /** Above this many files nobody finds anything in a room. */
  private static final int CROWD = 30;

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
  void everyRoomIsInTheTableAndExists() {
    assertThat(packages(MAIN)).isEqualTo(names(ARROWS.keySet()));
  }

  @Test
  void theEngineIsALine() {
    assertThat(ENGINE)
        .containsExactlyInAnyOrderElementsOf(
            ARROWS.keySet().stream().filter(room -> room.startsWith("mixture")).toList());
    for (String room : ENGINE) {
      assertThat(ENGINE.subList(0, ENGINE.indexOf(room)))
          .as("before " + room)
          .containsAll(Objects.requireNonNull(ARROWS.get(room)));
    }
  }

  /** Between any two packages, however deep. */
  @Test
  void roomsAreFreeOfCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void noRoomIsCrowded() {
    Map<String, Long> files =
        MAIN.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(groupingBy(JavaClass::getPackageName, counting()));

    assertThat(files).allSatisfy((room, count) -> assertThat(count).as(room).isLessThan(CROWD));
  }

  @Test
  void theMathematicsKnowsNoFramework() {
    List<String> rooms = ENGINE.stream().filter(room -> !room.equals("mixture.kernel")).toList();
    assertThat(packages(MAIN.that(MATHEMATICS))).as("what is looked at").isEqualTo(names(rooms));

    knowsNoFramework(MATHEMATICS).check(MAIN);
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
    assertThat(isBroken(knowsNoFramework(resideInAPackage(ROOT)), classesOf(Open.class))).isTrue();

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

  private static ArchRule knowsNoFramework(DescribedPredicate<JavaClass> mathematics) {
    return classes()
        .that(mathematics)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(name("mixture") + "..", "java..", "org.ejml..", "org.jspecify..");
  }

  private static Set<String> packages(JavaClasses classes) {
    return classes.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
  }

  private static Set<String> names(Collection<String> rooms) {
    return rooms.stream().map(ArchitectureTests::name).collect(toCollection(TreeSet::new));
  }

  /** A room, and the rooms that it uses. */
  private static Map.Entry<String, Set<String>> entry(String room, String... used) {
    return Map.entry(room, Set.of(used));
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
