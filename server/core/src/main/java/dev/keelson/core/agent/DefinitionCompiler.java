package dev.keelson.core.agent;

import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.evaluation.EvaluatorRegistry;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.spec.Reading;
import dev.keelson.core.spec.SpecCompiler;
import dev.keelson.core.tool.ToolClient;
import dev.keelson.core.tool.ToolRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes an agent definition of a spec and its settings, against the plugins that are installed now. */
public final class DefinitionCompiler {
    private final Vertx vertx;
    private final SpecCompiler specs;
    private final ProviderRegistry providers;
    private final ToolRegistry tools;
    private final EvaluatorRegistry evaluators;
    private final PluginCatalog plugins;
    private final CandidatePinning pinning;

    public DefinitionCompiler(
            Vertx vertx,
            SpecCompiler specs,
            ProviderRegistry providers,
            ToolRegistry tools,
            EvaluatorRegistry evaluators,
            PluginCatalog plugins,
            CandidatePinning pinning) {
        this.vertx = vertx;
        this.specs = specs;
        this.providers = providers;
        this.tools = tools;
        this.evaluators = evaluators;
        this.plugins = plugins;
        this.pinning = pinning;
    }

    /**
     * Works on a worker thread, since long specs take milliseconds and tools may take longer to bind. Fails with
     * {@link ErrorCode#SPEC_INVALID} or {@link ErrorCode#DEFINITION_INVALID} and every violation.
     */
    public Future<AgentDefinition> compile(String spec, AgentSettings settings) {
        return vertx.executeBlocking(() -> compileNow(spec, settings), false);
    }

    /**
     * The same without looking at what is installed: tools are not bound, evaluators not created, models not pinned. Empty
     * for free prose without a reading. Fails with {@link ErrorCode#SPEC_INVALID}.
     */
    public Future<Optional<AgentDefinition>> compileUnbound(
            String spec, AgentSettings settings, @Nullable Reading reading) {
        return vertx.executeBlocking(() -> compileUnboundNow(spec, settings, reading), false);
    }

    private Optional<AgentDefinition> compileUnboundNow(
            String spec, AgentSettings settings, @Nullable Reading reading) {
        if (reading != null) {
            CompiledSpec compiled = specs.compile(reading.markdown());
            return Optional.of(
                    definition(spec, compiled, settings, settings.tools()).withReading(reading));
        }
        return specs.isProse(spec)
                ? Optional.empty()
                : Optional.of(definition(spec, specs.compile(spec), settings, settings.tools()));
    }

    /** Like {@link #compile(String, AgentSettings)}, of free prose as it was read. */
    public Future<AgentDefinition> compile(String prose, Reading reading, AgentSettings settings) {
        return vertx.executeBlocking(() -> compileNow(prose, reading, settings), false);
    }

    /**
     * Compiles a draft as far as that needs no model: free prose is compiled from the reading that its definition has of
     * the very same words, and otherwise keeps the definition that it has.
     */
    Future<DraftContent> compile(DraftContent content) {
        return vertx.executeBlocking(() -> compileNow(content), false);
    }

    private DraftContent compileNow(DraftContent content) {
        String spec = content.spec();
        AgentSettings settings = content.settings();
        if (!specs.isProse(spec)) {
            return new DraftContent(spec, settings, compileNow(spec, settings));
        }
        AgentDefinition before = content.definition();
        if (before != null && before.reading() != null && before.spec().equals(spec)) {
            return new DraftContent(spec, settings, compileNow(spec, before.reading(), settings));
        }
        requireNone(bind(settings).violations());
        return content;
    }

    private AgentDefinition compileNow(String prose, Reading reading, AgentSettings settings) {
        return definition(prose, specs.compile(reading.markdown()), settings).withReading(reading);
    }

    private AgentDefinition compileNow(String spec, AgentSettings settings) {
        return definition(spec, specs.compile(spec), settings);
    }

    private AgentDefinition definition(String spec, CompiledSpec compiled, AgentSettings settings) {
        Bound bound = bind(settings);
        AgentDefinition definition = definition(spec, compiled, settings, bound.tools());
        AgentDefinition pinned = definition.withModels(pinning.pin(definition, bound.violations()));
        requireNone(bound.violations());
        return pinned;
    }

    private static void requireNone(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.DEFINITION_INVALID, "the agent's settings do not fit what is installed", violations);
        }
    }

    /** The settings held against what is installed. */
    private Bound bind(AgentSettings settings) {
        List<Violation> violations = new ArrayList<>();
        checkTargets(settings.models(), violations);
        List<ToolBinding> tools = bindTools(settings.tools(), violations);
        checkChecks(settings.checks(), violations);
        return new Bound(tools, violations);
    }

    /** Tools as they are installed now, and all that is wrong with the settings. */
    private record Bound(List<ToolBinding> tools, List<Violation> violations) {}

    private static AgentDefinition definition(
            String spec, CompiledSpec compiled, AgentSettings settings, List<ToolBinding> bound) {
        return new AgentDefinition(
                spec,
                compiled.title(),
                compiled.purpose(),
                compiled.rules(),
                compiled.instructions(),
                compiled.examples(),
                compiled.contract(),
                settings.models(),
                bound,
                settings.checks(),
                settings.limits(),
                Map.of(),
                compiled.invariants(),
                null);
    }

    /** The definition with the version of every plugin that it uses. */
    AgentDefinition pin(AgentDefinition definition) {
        Map<String, String> installed = plugins.pins();
        Map<String, String> pins = new TreeMap<>();
        for (ConfiguredProvider provider : providers.providers()) {
            boolean used = definition
                    .models()
                    .allTargets()
                    .anyMatch(target -> target.provider().equals(provider.name()));
            if (used && provider.pluginId() != null) {
                pins.put("provider/" + provider.name(), provider.pluginId() + " " + provider.pluginVersion());
            }
        }
        definition.tools().forEach(tool -> pinExtension("tool/" + tool.tool(), installed, pins));
        definition.checks().forEach(check -> pinExtension("evaluator/" + check.evaluator(), installed, pins));
        return definition.withPins(pins);
    }

    private static void pinExtension(String extension, Map<String, String> installed, Map<String, String> pins) {
        String version = installed.get(extension);
        if (version != null) {
            pins.put(extension, version);
        }
    }

    private void checkTargets(ModelPolicy models, List<Violation> violations) {
        List<String> configured =
                providers.providers().stream().map(ConfiguredProvider::name).toList();
        for (int i = 0; i < models.targets().size(); i++) {
            String pointer = "/models/targets/" + i + "/provider";
            requireConfigured(models.targets().get(i).provider(), configured, pointer, violations);
        }
        for (int i = 0; i < models.providers().size(); i++) {
            requireConfigured(models.providers().get(i), configured, "/models/providers/" + i, violations);
        }
    }

    private static void requireConfigured(
            String provider, List<String> configured, String pointer, List<Violation> violations) {
        if (!configured.contains(provider)) {
            violations.add(Violation.at(
                    pointer,
                    "configured",
                    "provider not configured: " + provider + " (configured: " + String.join(", ", configured) + ")"));
        }
    }

    private List<ToolBinding> bindTools(List<ToolBinding> bindings, List<Violation> violations) {
        List<ToolBinding> bound = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < bindings.size(); i++) {
            ToolBinding binding = bindings.get(i);
            String pointer = "/tools/" + i;
            requireNew(binding.name(), names, pointer, violations);
            try {
                ToolClient tool = tools.bind(binding.name(), binding.tool(), binding.config());
                bound.add(binding.withSchemaDigest(
                        CanonicalJson.digest(tool.spec().inputSchema())));
                tool.close();
            } catch (KeelsonException unfit) {
                violations.addAll(below(pointer + "/config", unfit));
            }
        }
        return bound;
    }

    private void checkChecks(List<CheckBinding> checks, List<Violation> violations) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < checks.size(); i++) {
            CheckBinding check = checks.get(i);
            String pointer = "/checks/" + i;
            requireNew(check.name(), names, pointer, violations);
            try {
                evaluators.create(check.evaluator(), check.config()).close();
            } catch (KeelsonException unfit) {
                violations.addAll(below(pointer + "/config", unfit));
            }
        }
    }

    private static void requireNew(String name, Set<String> names, String pointer, List<Violation> violations) {
        if (!names.add(name)) {
            violations.add(Violation.at(pointer + "/name", "unique", "name used twice: " + name));
        }
    }

    private static List<Violation> below(String pointer, KeelsonException failure) {
        if (failure.violations().isEmpty()) {
            return List.of(Violation.at(pointer, "config", failure.text()));
        }
        return failure.violations().stream()
                .map(each -> Violation.at(pointer + each.pointer(), each.rule(), each.message()))
                .toList();
    }
}
