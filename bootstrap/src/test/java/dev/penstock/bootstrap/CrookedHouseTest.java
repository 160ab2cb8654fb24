package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries each rule of the house on a small house that breaks them all. */
class CrookedHouseTest {
    private static final HouseRules RULES = new HouseRules("dev.penstock.bootstrap.crooked");
    private static final JavaClasses HOUSE = new ClassFileImporter().importPackages("dev.penstock.bootstrap.crooked");

    @Test
    void a_domain_that_knows_a_library_is_found() {
        assertFinds(RULES.domainKnowsOnlyItself(), "domain.hen.Hen", "ObjectMapper");
    }

    @Test
    void an_application_that_knows_an_adapter_is_found() {
        assertFinds(RULES.applicationKnowsOnlyTheDomain(), "application.nest.BuildNest", "LayRow");
    }

    @Test
    void adapters_that_know_each_other_are_found() {
        assertFinds(RULES.adaptersAreStrangers(), "http.inference.HenEndpoint", "http.management.EggJson");
        assertFinds(RULES.onlyBootstrapKnowsTwoAdapters(), "http.inference.HenEndpoint", "http.management");
        assertFinds(RULES.onlyBootstrapKnowsTwoAdapters(), "http.inference.HenEndpoint", "storage.sql");
    }

    @Test
    void an_adapter_that_crosses_the_bridge_of_others_is_found() {
        assertFinds(RULES.bridgeServesTwoAdapters(), "storage.sql.SqlEggStore", "vertx.Plank");
    }

    @Test
    void a_driving_adapter_that_touches_a_port_is_found() {
        assertFinds(RULES.drivingAdaptersTouchNoPort(), "http.inference.HenEndpoint", "port.EggStore");
    }

    @Test
    void a_driven_adapter_that_calls_a_use_case_is_found() {
        assertFinds(RULES.drivenAdaptersCallNoUseCase(), "storage.sql.SqlEggStore", "nest.BuildNest");
    }

    @Test
    void circles_are_found() {
        assertFinds(RULES.domainPackagesFormNoCircle(), "egg", "hen");
        assertFinds(RULES.applicationPackagesFormNoCircle(), "nest", "port");
    }

    @Test
    void a_domain_type_that_can_change_is_found() {
        assertFinds(RULES.domainTypesCannotChange(), "Hen.weight", "can change");
        assertFinds(RULES.domainTypesCannotChange(), "Hen.setWeight", "is a setter");
        assertFinds(RULES.domainTypesCannotChange(), "Egg.shell", "can change");
    }

    @Test
    void a_port_that_makes_something_is_found() {
        assertFinds(RULES.portsMakeNothing(), "EggStore.create()", "has a body");
        assertFinds(RULES.portsMakeNothing(), "EggStore$Basket", "implements a port");
        assertFinds(RULES.portsMakeNothing(), "port.EggBox", "is not an interface");
    }

    @Test
    void an_edge_shape_that_gets_about_is_found() {
        assertFinds(RULES.edgeShapesStayHome(), "http.management.EggJson", "is public");
        assertFinds(RULES.edgeShapesStayHome(), "http.inference.HenEndpoint", "http.management.EggJson");
        assertFinds(RULES.edgeShapesStayHome(), "storage.sql.LayRow", "is public");
    }

    @Test
    void names_that_say_nothing_are_found() {
        assertFinds(RULES.namesSayWhat(), "egg.EggHelper", "says how");
        assertFinds(RULES.namesSayWhat(), "egg.EggHelper$BaseEgg", "says how");
        assertFinds(RULES.namesSayWhat(), "egg.EggHelper$EggBase", "says how");
        assertFinds(RULES.namesSayWhat(), "egg.EggHelper$EggImpl", "says how");
        assertFinds(RULES.namesSayWhat(), "util.Straw", "lives in a drawer");
    }

    @Test
    void terms_of_the_product_and_generated_mappers_are_spared() {
        assertThat(RULES.namesSayWhat().evaluate(HOUSE).getFailureReport().getDetails())
                .noneMatch(line -> line.matches(".*(BaseUrlOfEggs|DataFolderOfEggs|EggRowMapperImpl|Metadata).*"));
    }

    @Test
    void time_and_chance_from_inside_are_found() {
        for (String source : List.of(
                "Instant.now", "System.nanoTime", "System.currentTimeMillis", "Random.<init>", "UUID.randomUUID")) {
            assertFinds(RULES.timeComesFromOutside(), "domain.hen.Hen", source);
        }
    }

    @Test
    void a_package_that_says_nothing_is_found(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("coop/src/main/java/coop"));
        Files.writeString(sources.resolve("Hen.java"), "package coop;\nclass Hen {}\n");
        Path said = Files.createDirectories(folder.resolve("coop/src/test/java/egg"));
        Files.writeString(said.resolve("Egg.java"), "package egg;\nclass Egg {}\n");
        Files.writeString(
                said.resolve("package-info.java"),
                "/** What hens lay, and nothing else. */\n@NullMarked\npackage egg;\n");

        assertThat(new Sources(folder).packages()).containsExactly("coop", "egg");
        assertThat(new Sources(folder).packagesThatSayNothing()).containsExactly("coop");
        assertThat(new Sources(folder).packagesWithoutNullMarked()).containsExactly("coop");
    }

    private static void assertFinds(ArchRule rule, String who, String what) {
        assertThatThrownBy(() -> rule.check(HOUSE)).isInstanceOf(AssertionError.class);
        assertThat(rule.evaluate(HOUSE).getFailureReport().getDetails())
                .anySatisfy(line -> assertThat(line).contains(who).contains(what));
    }
}
