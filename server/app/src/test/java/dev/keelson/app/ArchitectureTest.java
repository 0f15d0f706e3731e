package dev.keelson.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the layout: which way dependencies point and what may be used where. */
@AnalyzeClasses(packages = "dev.keelson", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule pluginApiKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("dev.keelson.plugin.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.keelson.plugin.api..", "java..", "org.pf4j", "org.jspecify..");

    @ArchTest
    static final ArchRule coreKnowsNoAdapter = classes()
            .that()
            .resideInAPackage("dev.keelson.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.keelson.core..",
                    "dev.keelson.plugin.api..",
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "io.vertx.core..",
                    "io.vertx.circuitbreaker..",
                    "com.fasterxml.jackson..",
                    "com.github.benmanes.caffeine..",
                    "com.google.re2j..",
                    // Each library in the one feature that it serves; see the rules below.
                    "com.networknt..",
                    "com.netflix.concurrency..",
                    "org.erdtman..",
                    "org.commonmark..",
                    "com.github.difflib..",
                    "com.google.i18n.phonenumbers..",
                    "io.github.bucket4j..");

    @ArchTest
    static final ArchRule schemasAreCompiledInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.core.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..");

    @ArchTest
    static final ArchRule markdownIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.core.spec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.commonmark..");

    @ArchTest
    static final ArchRule bucketsAreFilledInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.core.usage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.bucket4j..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles = slices().matching("dev.keelson.core.(*)..")
            .should()
            .beFreeOfCycles()
            // Issuing a key is recorded like any other change, and a record names the principal who asked.
            .ignoreDependency(
                    resideInAPackage("dev.keelson.core.access.."), resideInAPackage("dev.keelson.core.audit.."));

    /** The pages are routed by the kernel of server/http, so that one registry guards every route (ADR 7). */
    @ArchTest
    static final ArchRule adaptersAreStrangers = slices().matching(
                    "dev.keelson.(http|adminui|storage.mongodb|storage.embedded|pluginhost|egress|embedding)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("dev.keelson.adminui.."), resideInAPackage("dev.keelson.http"))
            // A page follows a compilation by the very event stream of the API.
            .ignoreDependency(
                    resideInAPackage("dev.keelson.adminui.."),
                    nameMatching("dev\\.keelson\\.http\\.api\\.Compilation(Events|Routes).*"));

    @ArchTest
    static final ArchRule nothingDependsOnTheApp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keelson.app..");

    @ArchTest
    static final ArchRule routesAndPagesUseNoRepository = noClasses()
            .that()
            .resideInAnyPackage("dev.keelson.http..", "dev.keelson.adminui..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository");

    @ArchTest
    static final ArchRule theDriverStaysInStorage = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule coreFieldsOfUseCasesAreFinal = fields().that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("UseCase")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule coreDoesNotLog = noClasses()
            .that()
            .resideInAPackage("dev.keelson.core..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule onlyTheEgressClientOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackages("dev.keelson.egress..", "dev.keelson.plugin.testkit..", "dev.keelson.cli..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.core.http.HttpClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    static final ArchRule nothingRunsOtherPrograms = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");
}
