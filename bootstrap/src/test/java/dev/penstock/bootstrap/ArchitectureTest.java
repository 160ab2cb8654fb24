package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the drawing of the house promises. {@link CrookedHouseTest} shows that each of these tests can fail. */
class ArchitectureTest {
    private static final HouseRules RULES = new HouseRules("dev.penstock");
    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(NO_TEST_JARS)
            .importPackages("dev.penstock");

    @Test
    void the_drawing_has_all_its_floors_and_no_test() {
        List<String> rooms = List.of(
                "domain.gateway.Gateway",
                "application.inference.ServeInference",
                "application.port.LogStore",
                "http.inference.InferenceEndpoint",
                "http.management.ManagementEndpoint",
                "providers.VertxProviderClient",
                "storage.memory.MemoryLogStore",
                "storage.sql.SqlLogStore",
                "re2j.Re2jSearch",
                "fakeprovider.FakeProvider",
                "vertx.Buffers",
                "bootstrap.House");

        assertThat(rooms)
                .allSatisfy(room -> assertThat(HOUSE.contain("dev.penstock." + room))
                        .as(room)
                        .isTrue());
        assertThat(HOUSE).noneMatch(type -> type.getSimpleName().matches(".*(Test|Contract)"));
    }

    @Test
    void the_domain_knows_only_java_and_itself() {
        RULES.domainKnowsOnlyItself().check(HOUSE);
    }

    @Test
    void the_application_knows_only_java_and_the_domain() {
        RULES.applicationKnowsOnlyTheDomain().check(HOUSE);
    }

    @Test
    void adapters_know_nothing_of_each_other() {
        RULES.adaptersAreStrangers().check(HOUSE);
        RULES.bridgeServesTwoAdapters().check(HOUSE);
    }

    @Test
    void driving_adapters_never_touch_a_port() {
        RULES.drivingAdaptersTouchNoPort().check(HOUSE);
    }

    @Test
    void driven_adapters_never_call_a_use_case() {
        RULES.drivenAdaptersCallNoUseCase().check(HOUSE);
    }

    @Test
    void only_bootstrap_knows_two_adapters() {
        RULES.onlyBootstrapKnowsTwoAdapters().check(HOUSE);
    }

    @Test
    void domain_packages_form_no_circle() {
        RULES.domainPackagesFormNoCircle().check(HOUSE);
    }

    @Test
    void application_packages_form_no_circle() {
        RULES.applicationPackagesFormNoCircle().check(HOUSE);
    }

    @Test
    void domain_types_cannot_change() {
        RULES.domainTypesCannotChange().check(HOUSE);
    }

    @Test
    void ports_are_interfaces_and_make_nothing() {
        RULES.portsMakeNothing().check(HOUSE);
    }

    @Test
    void edge_shapes_and_mappers_stay_in_their_package() {
        RULES.edgeShapesStayHome().check(HOUSE);
    }

    @Test
    void names_say_what_not_how() {
        RULES.namesSayWhat().check(HOUSE);
    }

    @Test
    void every_package_says_what_it_is() {
        assertThat(Sources.ofThisProject().packages()).contains("dev.penstock.domain.log", "dev.penstock.bootstrap");
        assertThat(Sources.ofThisProject().packagesThatSayNothing()).isEmpty();
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(Sources.ofThisProject().packagesWithoutNullMarked()).isEmpty();
    }

    @Test
    void time_comes_from_outside() {
        RULES.timeComesFromOutside().check(HOUSE);
    }
}
