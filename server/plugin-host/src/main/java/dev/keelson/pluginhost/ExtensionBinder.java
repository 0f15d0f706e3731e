package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Makes tools and evaluators for definitions. Waits for the plugin's factory, which does no I/O, at most for the start
 * timeout.
 */
final class ExtensionBinder {
    private static final int MAX_LOOKUPS = 5;

    private final PluginTable table;
    private final HostServices services;
    private final SettingsReader settings;

    ExtensionBinder(PluginTable table, HostServices services) {
        this.table = table;
        this.services = services;
        settings = new SettingsReader(services.secrets());
    }

    /**
     * What is to be made.
     *
     * @param point {@code tool} or {@code evaluator}
     * @param factories picks the factories of that point
     * @param <F> the factory
     * @param <E> what it makes
     */
    record Wish<F, E>(
            String point,
            String kind,
            JsonNode settings,
            Function<Extensions, Map<String, Extension<F>>> factories,
            Creation<F, E> creation) {}

    /** Runs a plugin's factory. */
    interface Creation<F, E> {
        E create(F factory, PluginConfig config, PluginContext context) throws Exception;
    }

    /** What was made. */
    record Made<E extends AutoCloseable>(Binding<E> binding, E object) {}

    /** Throws {@link ErrorCode#DEFINITION_INVALID} with every violation. */
    <F, E extends AutoCloseable> Made<E> bind(Wish<F, E> wish) {
        for (int lookup = 0; lookup < MAX_LOOKUPS; lookup++) {
            LoadedPlugin plugin =
                    table.state().find(wish.point + "/" + wish.kind).orElseThrow(() -> notInstalled(wish));
            Extension<F> extension = Objects.requireNonNull(
                    wish.factories.apply(plugin.extensions()).get(wish.kind));
            PluginSettings read = settings.readDefinition(extension.keys(), wish.settings);
            E object = create(plugin, wish, extension, read);
            Binding<E> binding = new Binding<>(wish.point + " '" + wish.kind + "'", plugin, object, read.mask());
            if (plugin.add(binding)) {
                return new Made<>(binding, object);
            }
            binding.release();
        }
        throw invalid(wish, "plugin", "its plugin is being replaced; try again");
    }

    private <F, E extends AutoCloseable> E create(
            LoadedPlugin plugin, Wish<F, E> wish, Extension<F> extension, PluginSettings read) {
        HostPluginContext context = HostPluginContext.forDefinitions(services, plugin.workers());
        try {
            return plugin.bind(() -> Objects.requireNonNull(
                    wish.creation.create(extension.factory(), read.config(), context), wish.point));
        } catch (TimeoutException hung) {
            throw invalid(wish, "plugin", plugin.label() + " took too long to make it: " + Failures.words(hung));
        } catch (ExecutionException failed) {
            String words = Failures.words(Failures.unwrap(failed));
            throw invalid(wish, "config", plugin.label() + ": " + read.mask().mask(words));
        }
    }

    private KeelsonException notInstalled(Wish<?, ?> wish) {
        String known = String.join(", ", table.state().kinds(wish.point));
        return invalid(wish, "kind", wish.point + " kind: " + wish.kind + " (expected: one of " + known + ")");
    }

    private static KeelsonException invalid(Wish<?, ?> wish, String rule, String message) {
        return new KeelsonException(
                ErrorCode.DEFINITION_INVALID,
                "the " + wish.point + " '" + wish.kind + "' can't be used",
                List.of(Violation.at("", rule, message)));
    }
}
