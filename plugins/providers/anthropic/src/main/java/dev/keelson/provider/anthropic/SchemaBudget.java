package dev.keelson.provider.anthropic;

/** Counts what the schemas of one request may cost together before the upstream refuses to compile them. */
final class SchemaBudget {
    private int optionalProperties = 24;
    private int unions = 16;
    private int strictTools = 20;

    /** Whether the schema can be enforced besides those taken before; only then it is counted. */
    boolean takes(AcceptedSchema schema) {
        boolean fits = schema.isEnforceable()
                && schema.optionalProperties() <= optionalProperties
                && schema.unions() <= unions;
        if (fits) {
            optionalProperties -= schema.optionalProperties();
            unions -= schema.unions();
        }
        return fits;
    }

    boolean takesTool(AcceptedSchema schema) {
        boolean fits = strictTools > 0 && !schema.schema().isWrapped() && takes(schema);
        if (fits) {
            strictTools--;
        }
        return fits;
    }
}
