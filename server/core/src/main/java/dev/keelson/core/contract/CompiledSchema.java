package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.keelson.core.error.Violation;
import java.util.Comparator;
import java.util.List;

/** A JSON Schema made ready once, to validate many values. Safe for concurrent use. */
public final class CompiledSchema {
    /** More violations than this help no one and cost memory. */
    private static final int MAX_VIOLATIONS = 100;

    /** Unknown keywords, our annotation among them, are annotations; the library would log and keep each of a stranger's. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
            .format(new MailAddressFormat())
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(new LinearTimePatterns())
                            .build()));

    private final Schema schema;

    private CompiledSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * {@code schema}: JSON Schema 2020-12; references to other documents are refused, formats are asserted, and null may
     * also be allowed by OpenAPI's {@code nullable}.
     */
    public static CompiledSchema of(JsonNode schema) {
        Schema compiled = REGISTRY.getSchema(NullSpelling.spelledOut(schema));
        compiled.initializeValidators();
        return new CompiledSchema(compiled);
    }

    /** Every violation, in the order of the document's pointers; empty when the value is valid. */
    public List<Violation> validate(JsonNode value) {
        List<Error> errors = schema.validate(value);
        if (errors.isEmpty()) {
            return List.of();
        }
        return errors.stream()
                .map(CompiledSchema::violation)
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer))
                .limit(MAX_VIOLATIONS)
                .toList();
    }

    private static Violation violation(Error error) {
        return Violation.at(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage());
    }
}
