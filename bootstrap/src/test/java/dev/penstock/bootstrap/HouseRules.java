package dev.penstock.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The rules of the house below one root package, so that they can be tried on a crooked house too. */
record HouseRules(String root) {
    private static final Set<String> SAYS_NOTHING = Set.of(
            "Impl", "Util", "Utils", "Helper", "Helpers", "Manager", "Common", "Base", "Service", "Data", "Info");

    /** Terms of the product that begin with a word that says nothing by itself. */
    private static final Map<String, Set<String>> TERMS =
            Map.of("Base", Set.of("Url", "Urls"), "Data", Set.of("Folder"));

    private static final Set<String> EMPTY_PACKAGES = Set.of("util", "common", "types");

    /** Type and reason. */
    private static final Map<String, String> MAY_CHANGE = Map.of(
            "dev.penstock.domain.validation.Violations", "gathers while an input is read, on one thread",
            "dev.penstock.domain.inference.RequestIds", "counts within a millisecond, on one thread",
            "dev.penstock.domain.inference.WatchedChunks$Watcher", "remembers that a body ended, on one thread");

    /** Method and reason. */
    private static final Map<String, String> MAY_WATCH_THE_CLOCK = Map.of(
            "dev.penstock.application.log.LogQueue -> java.lang.System.nanoTime",
            "waits for a store that fails, in real time as its thread sleeps in real time");

    private String domain() {
        return root + ".domain..";
    }

    private String application() {
        return root + ".application..";
    }

    private String port() {
        return root + ".application.port..";
    }

    /** Problems are values that pass through everything, ports too. */
    private String problem() {
        return root + ".application.problem..";
    }

    private String bridge() {
        return root + ".vertx..";
    }

    private List<String> adapters() {
        return List.of(
                root + ".http.inference..",
                root + ".http.management..",
                root + ".providers..",
                root + ".storage.memory..",
                root + ".storage.sql..",
                root + ".re2j..",
                root + ".fakeprovider..");
    }

    ArchRule domainKnowsOnlyItself() {
        return classes().that().resideInAPackage(domain()).should().onlyDependOnClassesThat(plainJava(domain()));
    }

    ArchRule applicationKnowsOnlyTheDomain() {
        return classes()
                .that()
                .resideInAPackage(application())
                .should()
                .onlyDependOnClassesThat(plainJava(domain(), application()));
    }

    /** The language and its everyday library: no databases, no HTTP, no windows. */
    private static DescribedPredicate<JavaClass> plainJava(String... andOurs) {
        return resideInAnyPackage(
                        "java.lang..",
                        "java.io..",
                        "java.math..",
                        "java.net",
                        "java.nio..",
                        "java.security..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations")
                .or(resideInAnyPackage(andOurs))
                .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive))
                .or(DescribedPredicate.describe(
                        "array of primitives",
                        type -> type.isArray() && type.getBaseComponentType().isPrimitive()))
                .as("are plain Java or ours");
    }

    ArchRule adaptersAreStrangers() {
        return classes()
                .that(resideInAnyPackage(adapters().toArray(String[]::new)))
                .should(check("know no other adapter", (type, events) -> {
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        String other = adapterOf(dependency.getTargetClass());
                        if (!other.isEmpty() && !other.equals(adapterOf(type))) {
                            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                        }
                    }
                }));
    }

    ArchRule bridgeServesTwoAdapters() {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage(bridge(), root + ".http.inference..", root + ".providers.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(bridge());
    }

    ArchRule drivingAdaptersTouchNoPort() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(port());
    }

    ArchRule drivenAdaptersCallNoUseCase() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".providers..",
                        root + ".storage..",
                        root + ".re2j..",
                        root + ".fakeprovider..",
                        bridge())
                .should()
                .dependOnClassesThat(resideInAPackage(application())
                        .and(DescribedPredicate.not(resideInAPackage(port())))
                        .and(DescribedPredicate.not(resideInAPackage(problem()))));
    }

    ArchRule onlyBootstrapKnowsTwoAdapters() {
        return classes()
                .that(resideInAPackage(root + "..")
                        .and(DescribedPredicate.not(resideInAPackage(root + ".bootstrap.."))))
                .should(check("know at most one adapter", (type, events) -> {
                    Set<String> known = new TreeSet<>();
                    known.add(adapterOf(type));
                    type.getDirectDependenciesFromSelf().forEach(it -> known.add(adapterOf(it.getTargetClass())));
                    known.remove("");
                    if (known.size() > 1) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " knows " + known));
                    }
                }));
    }

    private String adapterOf(JavaClass type) {
        return adapters().stream()
                .filter(adapter -> resideInAPackage(adapter).test(type.getBaseComponentType()))
                .findFirst()
                .orElse("");
    }

    ArchRule domainPackagesFormNoCircle() {
        return SlicesRuleDefinition.slices()
                .matching(root + ".domain.(*)..")
                .should()
                .beFreeOfCycles();
    }

    ArchRule applicationPackagesFormNoCircle() {
        return SlicesRuleDefinition.slices()
                .matching(root + ".application.(*)..")
                .should()
                .beFreeOfCycles();
    }

    ArchRule domainTypesCannotChange() {
        return classes().that().resideInAPackage(domain()).should(check("never change", (type, events) -> {
            if (MAY_CHANGE.containsKey(type.getName())) {
                return;
            }
            for (JavaField field : type.getFields()) {
                boolean fixed = field.getModifiers().contains(JavaModifier.FINAL);
                boolean open =
                        field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
                if (!fixed || open) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
                }
            }
            for (JavaMethod method : type.getMethods()) {
                if (method.getName().matches("set[A-Z].*")) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is a setter"));
                }
            }
        }));
    }

    ArchRule portsMakeNothing() {
        return classes().that().resideInAPackage(port()).should(check("promise, and make nothing", (type, events) -> {
            if (type.getEnclosingClass().isPresent()) {
                boolean makesPort = type.getAllRawInterfaces().stream().anyMatch(resideInAPackage(port()));
                if (makesPort) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " implements a port"));
                }
                return;
            }
            if (!type.isInterface()) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is not an interface"));
            }
            for (JavaMethod method : type.getMethods()) {
                if (!method.getModifiers().contains(JavaModifier.ABSTRACT)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has a body"));
                }
            }
        }));
    }

    ArchRule edgeShapesStayHome() {
        return classes()
                .that(resideInAnyPackage(adapters().toArray(String[]::new)).and(HouseRules.isEdgeShape()))
                .should(check("stay in their package", (type, events) -> {
                    if (outermost(type).getModifiers().contains(JavaModifier.PUBLIC)) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " is public"));
                    }
                    for (Dependency dependency : type.getDirectDependenciesToSelf()) {
                        if (!dependency.getOriginClass().getPackageName().equals(type.getPackageName())) {
                            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                        }
                    }
                }));
    }

    private static DescribedPredicate<JavaClass> isEdgeShape() {
        return DescribedPredicate.describe(
                "edge shapes and mappers",
                type -> outermost(type).getSimpleName().matches(".+(Json|Row|JsonMapper|RowMapper)"));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }

    ArchRule namesSayWhat() {
        return classes().that().resideInAPackage(root + "..").should(check("say what, not how", (type, events) -> {
            String simple = type.getSimpleName();
            if (!simple.isEmpty() && !simple.endsWith("MapperImpl") && saysNothing(simple)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " says how, not what"));
            }
            if (Arrays.stream(type.getPackageName().split("\\.")).anyMatch(EMPTY_PACKAGES::contains)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in a drawer"));
            }
        }));
    }

    private static boolean saysNothing(String simple) {
        List<String> words = List.of(simple.split("(?<=[a-z0-9])(?=[A-Z])"));
        String first = words.get(0);
        boolean term = words.size() > 1 && TERMS.getOrDefault(first, Set.of()).contains(words.get(1));
        return SAYS_NOTHING.contains(words.get(words.size() - 1)) || (SAYS_NOTHING.contains(first) && !term);
    }

    ArchRule timeComesFromOutside() {
        return classes()
                .that(resideInAPackage(root + "..")
                        .and(DescribedPredicate.not(resideInAPackage(root + ".bootstrap.."))))
                .should(check("be given time and chance", (type, events) -> {
                    for (JavaCodeUnitAccess<?> use : type.getCodeUnitAccessesFromSelf()) {
                        String what = use.getTargetOwner().getName() + "." + use.getName();
                        boolean known =
                                MAY_WATCH_THE_CLOCK.containsKey(outermost(type).getName() + " -> " + what);
                        if (!known && takesTimeOrChance(what, use)) {
                            events.add(SimpleConditionEvent.violated(type, use.getDescription()));
                        }
                    }
                }));
    }

    private static boolean takesTimeOrChance(String what, JavaCodeUnitAccess<?> use) {
        boolean bare = use.getTarget().getRawParameterTypes().isEmpty();
        return what.matches("java\\.time\\.\\w+\\.now")
                || what.matches("java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*")
                || what.matches("java\\.lang\\.System\\.(nanoTime|currentTimeMillis)")
                || what.matches("java\\.(lang\\.Math\\.random|util\\.UUID\\.randomUUID)")
                || what.matches("java\\.util\\.concurrent\\.ThreadLocalRandom\\.current")
                || what.matches("java\\.security\\.SecureRandom\\.(<init>|getInstance\\w*)")
                || (bare && what.matches("java\\.util\\.(Random|SplittableRandom|Date)\\.<init>"));
    }

    private static ArchCondition<JavaClass> check(String description, BiConsumer<JavaClass, ConditionEvents> finding) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                finding.accept(type, events);
            }
        };
    }
}
