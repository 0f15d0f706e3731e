package dev.keelson.pluginhost;

import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.api.tool.ToolFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The extensions of one plugin, by kind. PF4J's own finder is not used: it skips what it can't load with no more than a line
 * in the log, while here one broken extension makes the whole plugin fail with a reason.
 */
record Extensions(
        Map<String, Extension<ProviderFactory>> providers,
        Map<String, Extension<ToolFactory>> tools,
        Map<String, Extension<EvaluatorFactory>> evaluators) {

    /** Runs the plugin's code on the calling thread. */
    static Extensions load(Collection<String> classNames, ClassLoader loader) throws Exception {
        Extensions extensions = new Extensions(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (String name : classNames.stream().sorted().toList()) {
            extensions.add(name, instance(name, loader));
        }
        return extensions;
    }

    List<InstalledPlugin.Extension> listed() {
        return names().map(name -> {
                    int slash = name.indexOf('/');
                    return new InstalledPlugin.Extension(name.substring(0, slash), name.substring(slash + 1));
                })
                .toList();
    }

    /** {@code provider/local}, {@code tool/http-request} and so on. */
    Stream<String> names() {
        List<String> names = new ArrayList<>();
        providers.keySet().forEach(kind -> names.add("provider/" + kind));
        tools.keySet().forEach(kind -> names.add("tool/" + kind));
        evaluators.keySet().forEach(kind -> names.add("evaluator/" + kind));
        return names.stream();
    }

    private static Object instance(String name, ClassLoader loader) throws PluginRejection {
        try {
            return loader.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError broken) {
            Throwable cause = broken instanceof java.lang.reflect.InvocationTargetException && broken.getCause() != null
                    ? broken.getCause()
                    : broken;
            throw new PluginRejection("extension " + name + " can't be created: " + Failures.words(cause));
        }
    }

    private void add(String className, Object factory) throws PluginRejection {
        boolean known = false;
        if (factory instanceof ProviderFactory provider) {
            known = true;
            put(providers, Extension.of(provider.name(), provider.configKeys(), provider));
        }
        if (factory instanceof ToolFactory tool) {
            known = true;
            put(tools, Extension.of(tool.name(), tool.configKeys(), tool));
        }
        if (factory instanceof EvaluatorFactory evaluator) {
            known = true;
            put(evaluators, Extension.of(evaluator.name(), evaluator.configKeys(), evaluator));
        }
        if (!known) {
            throw new PluginRejection("extension " + className
                    + " is neither a ProviderFactory nor a ToolFactory nor an EvaluatorFactory");
        }
    }

    private static <F> void put(Map<String, Extension<F>> map, Extension<F> extension) throws PluginRejection {
        if (map.putIfAbsent(extension.kind(), extension) != null) {
            throw new PluginRejection("it brings '" + extension.kind() + "' twice");
        }
    }
}
