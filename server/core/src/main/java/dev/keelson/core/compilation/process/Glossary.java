package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lists the terms of a spec: fields, values of enums, acronyms and words in backticks, each with its explanation. */
final class Glossary {
    private static final Pattern ACRONYM = Pattern.compile("\\b[A-Z][A-Z0-9]{1,7}s?\\b");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,64})`");
    private static final Set<String> COMMON = Set.of(
            "JSON", "HTML", "HTTP", "HTTPS", "URL", "URI", "UTC", "ID", "PDF", "API", "ISO", "RFC", "OK", "AM", "PM",
            "EUR", "USD", "UTF", "CSV", "XML", "AI", "FAQ", "PNG", "JPEG", "GIF", "TRUE", "FALSE", "NULL", "AND", "OR",
            "NOT", "MUST", "NEVER", "ALWAYS", "ONLY");
    private static final int MAX_TERMS = 500;

    private final Map<String, Term> terms = new TreeMap<>();

    private Glossary() {}

    /** {@code meaning}: empty when nothing explains the term. */
    private record Term(String term, String kind, String meaning) {}

    static ProcessResult run(ProcessInput input, AgentDefinition definition) {
        var glossary = new Glossary();
        SchemaWalk.of(definition.contract()).forEach(glossary::field);
        glossary.code(input.spec());
        glossary.acronyms(prose(definition));
        return glossary.result();
    }

    private static String prose(AgentDefinition definition) {
        StringBuilder prose = new StringBuilder(definition.purpose());
        definition.rules().forEach(rule -> prose.append('\n').append(rule.text()));
        SchemaWalk.of(definition.contract())
                .forEach(field -> prose.append('\n')
                        .append(field.schema().path("description").asText()));
        return prose.toString();
    }

    private void field(SchemaWalk.Visited field) {
        add(field.name(), "field", field.schema().path("description").asText());
        JsonNode meanings = field.value().path("x-keelson-values");
        for (JsonNode value : field.value().path("enum")) {
            if (value.isTextual()) {
                add(value.asText(), "value", meanings.path(value.asText()).asText());
            }
        }
    }

    /** A word in backticks that is neither a field nor a value was meant to be one of them. */
    private void code(String text) {
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            String word = matcher.group(1).strip();
            boolean path = word.indexOf('.') > 0 && terms.containsKey(word.substring(word.lastIndexOf('.') + 1));
            if (!path
                    && word.matches("[A-Za-z_][A-Za-z0-9_ -]*")
                    && !Set.of("true", "false", "null").contains(word)) {
                add(word, "code word", "");
            }
        }
    }

    /** {@code Service level agreement (SLA)} explains; so does {@code SLA (service level agreement)}. */
    private void acronyms(String prose) {
        Matcher matcher = ACRONYM.matcher(prose);
        while (matcher.find()) {
            String word = matcher.group();
            if (!COMMON.contains(word.toUpperCase(Locale.ROOT)) && !terms.containsKey(word)) {
                boolean explained = prose.contains("(" + word + ")") || prose.contains(word + " (");
                add(word, "acronym", explained ? "explained where it stands" : "");
            }
        }
    }

    private void add(String term, String kind, String meaning) {
        if (terms.size() >= MAX_TERMS) {
            return;
        }
        Term known = terms.get(term);
        if (known == null || (known.meaning().isEmpty() && !meaning.isEmpty())) {
            terms.put(term, new Term(term, known == null ? kind : known.kind(), meaning));
        }
    }

    private ProcessResult result() {
        ObjectNode result = Json.object();
        ArrayNode all = result.putArray("terms");
        ArrayNode unexplained = result.putArray("unexplained");
        for (Term term : terms.values()) {
            all.addObject()
                    .put("term", term.term())
                    .put("kind", term.kind())
                    .put("meaning", term.meaning().isEmpty() ? null : term.meaning());
            if (term.meaning().isEmpty()) {
                unexplained.add(term.term());
            }
        }
        String summary = Counted.of(terms.size(), "term") + "; "
                + (unexplained.isEmpty()
                        ? "each is explained."
                        : Counted.of(unexplained.size(), "term") + " without an explanation.");
        return ProcessResult.byRules(capital(summary), result);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
