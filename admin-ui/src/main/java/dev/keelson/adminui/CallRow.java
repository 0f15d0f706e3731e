package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.trace.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of a provider as the trace page tells it.
 *
 * @param title which attempt it was, and at which model
 * @param result how it ended: {@code answered}, or the class of the error
 * @param facts what is known, in the order in which people ask for it
 */
public record CallRow(
        String title, String result, boolean failed, String error, List<Fact> facts, List<Source> sources) {
    private static final String NAME = "chat ";
    private static final int MICROS_IN_MILLI = 1_000;

    public CallRow {
        facts = List.copyOf(facts);
        sources = List.copyOf(sources);
    }

    /** Something known, and below it where it comes from; that may be empty. */
    public record Fact(String name, String value, String detail) {}

    static boolean isCall(Span span) {
        return span.kind() == Span.Kind.CLIENT && span.name().startsWith(NAME);
    }

    static CallRow of(Span span) {
        JsonNode all = span.attributes();
        String provider = all.path("gen_ai.provider.name").asText();
        String model = all.path("gen_ai.request.model").asText();
        boolean failed = span.status() == Span.Status.ERROR;
        return new CallRow(
                "Attempt " + all.path("keelson.attempt").asText("1") + ": " + provider + "/" + model,
                failed ? words(all.path("error.type").asText("failed")) : "answered",
                failed,
                span.error() == null ? "" : span.error(),
                new Facts(all).of(span),
                Source.of(all.path("keelson.citations")));
    }

    private static String words(String id) {
        return id.replace('_', ' ');
    }

    /** Collects what is known of a call; what is not known is left out. */
    private static final class Facts {
        private final JsonNode all;
        private final List<Fact> facts = new ArrayList<>();

        Facts(JsonNode all) {
            this.all = all;
        }

        List<Fact> of(Span span) {
            String reason = all.path("keelson.attempt.reason").asText();
            add("Why", reason, meaning(reason));
            add("Waited before", millis("keelson.attempt.waited_ms"), "");
            String breaker = all.path("keelson.breaker").asText();
            add("Breaker", words(breaker), breaker.equals("half_open") ? "this call was its probe" : "");
            add("Took", new Format().duration(span.durationMicros()), "");
            add("First chunk after", millis("keelson.time_to_first_chunk_ms"), "");
            add("Provider's code", all.path("keelson.upstream_code").asText(), "");
            add("Asked to wait", millis("keelson.retry_after_ms"), "");
            add("Request", all.path("keelson.provider.request_id").asText(), "");
            addModel();
            addTokens();
            addCost();
            return facts;
        }

        private void addModel() {
            String answered = all.path("gen_ai.response.model").asText();
            if (!answered.equals(all.path("gen_ai.request.model").asText())) {
                add("Model that answered", answered, "");
            }
            List<String> finish = new ArrayList<>();
            all.path("gen_ai.response.finish_reasons").forEach(each -> finish.add(words(each.asText())));
            add("Finished by", String.join(", ", finish), "");
        }

        private void addTokens() {
            if (all.has("gen_ai.usage.input_tokens")) {
                add("Tokens in", tokens("input_tokens"), part("cache_read.input_tokens", " cached"));
                add("Tokens out", tokens("output_tokens"), part("reasoning.output_tokens", " reasoning"));
            }
        }

        private void addCost() {
            String basis = all.path("keelson.price_basis").asText();
            if (!basis.isEmpty()) {
                JsonNode cost = all.path("keelson.cost_nano_usd");
                add("Cost", new Format().cost(cost.isNumber() ? cost.longValue() : null), origin(basis));
            }
        }

        private void add(String name, String value, String detail) {
            if (!value.isEmpty()) {
                facts.add(new Fact(name, value, detail));
            }
        }

        private String tokens(String name) {
            return all.path("gen_ai.usage." + name).asText();
        }

        private String part(String name, String what) {
            String count = tokens(name);
            return count.isEmpty() ? "" : "of them " + count + what;
        }

        private String millis(String name) {
            JsonNode millis = all.path(name);
            return millis.isNumber() ? new Format().duration(millis.longValue() * MICROS_IN_MILLI) : "";
        }

        private static String meaning(String reason) {
            return switch (reason) {
                case "first" -> "the first choice";
                case "retry" -> "the same model again";
                case "failover" -> "the model before it failed";
                case "hedge" -> "the call before it was slow";
                default -> "";
            };
        }

        private static String origin(String basis) {
            return switch (basis) {
                case "reported" -> "as the provider reported";
                case "free" -> "runs in this server";
                case "unknown" -> "no price is known";
                case "estimate" -> "estimate: given up, yet the provider may charge";
                default -> "by " + basis;
            };
        }
    }
}
