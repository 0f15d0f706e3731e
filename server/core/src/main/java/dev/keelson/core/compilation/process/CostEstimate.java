package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.routing.Candidate;
import dev.keelson.core.routing.ModelRouter;
import dev.keelson.core.routing.Pricing;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Estimates tokens, cost and time of one execution for each model that may answer. An unknown price stays unknown. */
final class CostEstimate implements CompilationProcess {
    private static final double NANO = 1e9;
    private static final int START_MILLIS = 700;
    private static final int MILLIS_A_TOKEN = 15;

    private final ModelRouter router;
    private final Pricing pricing;
    private final ProviderRegistry providers;

    CostEstimate(ModelRouter router, Pricing pricing, ProviderRegistry providers) {
        this.router = router;
        this.pricing = pricing;
        this.providers = providers;
    }

    @Override
    public ProcessName name() {
        return ProcessName.COST_ESTIMATE;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.DEFINITION);
    }

    @Override
    public String surroundings() {
        return RoutePreview.surroundings(providers);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        return Future.succeededFuture(
                definition == null ? ByRules.withoutDefinition() : estimate(input.agent(), definition));
    }

    private ProcessResult estimate(String agent, AgentDefinition definition) {
        TokenEstimate tokens = TokenEstimate.of(definition);
        long input = tokens.prompt() + tokens.typicalInput();
        ObjectNode result = Json.object();
        result.putObject("tokens")
                .put("prompt", tokens.prompt())
                .put("typicalInput", tokens.typicalInput())
                .put("mostInput", tokens.mostInput())
                .put("typicalOutput", tokens.typicalOutput())
                .put("mostOutput", tokens.mostOutput());
        result.put(
                "basis",
                "4 characters a token for what is typical, 3 for the most; no repairs, no tool turns; time is "
                        + START_MILLIS + " ms and " + MILLIS_A_TOKEN + " ms a token of output");
        result.put("typicalMillis", START_MILLIS + MILLIS_A_TOKEN * tokens.typicalOutput());
        ArrayNode models = result.putArray("models");
        String first = "";
        for (Candidate candidate :
                router.route(RoutePreview.request(agent, definition)).candidates()) {
            OptionalLong typical = pricing.estimate(candidate.target(), input, tokens.typicalOutput());
            OptionalLong most =
                    pricing.estimate(candidate.target(), tokens.prompt() + tokens.mostInput(), tokens.mostOutput());
            ObjectNode entry =
                    models.addObject().put("target", candidate.target().id());
            entry.put("typicalNanoUsd", typical.isPresent() ? Long.valueOf(typical.getAsLong()) : null);
            entry.put("mostNanoUsd", most.isPresent() ? Long.valueOf(most.getAsLong()) : null);
            first = first.isEmpty() ? " " + sentence(candidate, typical) : first;
        }
        return ProcessResult.byRules(
                "One execution has about " + (input + tokens.typicalOutput()) + " tokens."
                        + (first.isEmpty() ? " No model can answer now, so there is no price." : first),
                result);
    }

    private static String sentence(Candidate candidate, OptionalLong cost) {
        if (cost.isEmpty()) {
            return "The price of " + candidate.target().id() + " is unknown.";
        }
        return "About " + String.format(Locale.ROOT, "%.6f", cost.getAsLong() / NANO) + " USD with "
                + candidate.target().id() + ".";
    }
}
