package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.execution.PromptBuilder;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.routing.Candidate;
import dev.keelson.core.routing.ModelRouter;
import dev.keelson.core.routing.Rejection;
import dev.keelson.core.routing.RouteDecision;
import dev.keelson.core.routing.RouteRequest;
import io.vertx.core.Future;
import java.util.Set;

/** Shows which models would be asked now for a usual input, in which order, and why the others would not. */
final class RoutePreview implements CompilationProcess {
    private final ModelRouter router;
    private final ProviderRegistry providers;

    RoutePreview(ModelRouter router, ProviderRegistry providers) {
        this.router = router;
        this.providers = providers;
    }

    @Override
    public ProcessName name() {
        return ProcessName.ROUTING;
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
        return surroundings(providers);
    }

    /** Which providers there are and whether they work. */
    static String surroundings(ProviderRegistry providers) {
        ArrayNode all = Json.mapper().createArrayNode();
        providers
                .providers()
                .forEach(each -> all.add(each.name() + " " + each.kind() + " " + each.models()
                        + (each.problem() == null ? "" : " " + each.problem())));
        return all.toString();
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        return Future.succeededFuture(
                definition == null ? ByRules.withoutDefinition() : preview(input.agent(), definition));
    }

    private ProcessResult preview(String agent, AgentDefinition definition) {
        RouteDecision decision = router.route(request(agent, definition));
        ObjectNode result = Json.object()
                .put("tier", decision.tier() == null ? null : decision.tier().id())
                .put("explanation", decision.explanation());
        ArrayNode candidates = result.putArray("candidates");
        for (Candidate candidate : decision.candidates()) {
            ObjectNode entry =
                    candidates.addObject().put("target", candidate.target().id());
            candidate.score().ifPresent(score -> entry.put("score", score));
            entry.put("why", candidate.reason());
            entry.put(
                    "configured", providers.find(candidate.target().provider()).isPresent());
        }
        ArrayNode rejected = result.putArray("rejected");
        for (Rejection rejection : decision.rejected()) {
            rejected.addObject().put("target", rejection.target().id()).put("reason", rejection.reason());
        }
        String first = decision.candidates().isEmpty()
                ? "No model could answer now."
                : decision.candidates().get(0).target().id() + " would be asked first, "
                        + Counted.of(decision.candidates().size() - 1, "model") + " behind it.";
        return ProcessResult.byRules(first, result);
    }

    /** Without the files of an input: which input has some is not known here. */
    static RouteRequest request(String agent, AgentDefinition definition) {
        long characters = PromptBuilder.fixed(definition).stream()
                .mapToLong(message -> message.content().length())
                .sum();
        long input = Json.text(InputCases.usual(definition)).length();
        return new RouteRequest(agent, definition, characters + input, false, false);
    }
}
