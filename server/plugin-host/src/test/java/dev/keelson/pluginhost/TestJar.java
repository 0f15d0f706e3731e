package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;

/** Builds plugin JARs for tests: real classes, compiled against the plugin API and what it exposes, and nothing else. */
final class TestJar {
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Manifest manifest = new Manifest();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** Source of a plugin class with {@code %s} where tests put something of their own. */
    static String template(String name) {
        try (InputStream text = TestJar.class.getResourceAsStream("/plugins/" + name + ".txt")) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static TestJar empty() {
        return new TestJar();
    }

    static TestJar plugin(String id, String version) {
        return new TestJar()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", version)
                .manifest("Plugin-Provider", "tests")
                .manifest("Plugin-Requires", ">=1.0.0 & <2.0.0");
    }

    @CanIgnoreReturnValue
    TestJar manifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    TestJar source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** A source that is listed in the extension index. */
    @CanIgnoreReturnValue
    TestJar extension(String className, String code) {
        byte[] known = entries.getOrDefault("META-INF/extensions.idx", new byte[0]);
        String index = new String(known, StandardCharsets.UTF_8) + className + "\n";
        return source(className, code).entry("META-INF/extensions.idx", index.getBytes(StandardCharsets.UTF_8));
    }

    @CanIgnoreReturnValue
    TestJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Bundles the classes of the plugin API, as a careless shading would. */
    TestJar withCopyOfTheApi() throws IOException {
        Path api = location(PluginApi.class);
        if (Files.isDirectory(api)) {
            try (Stream<Path> files = Files.walk(api)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    entry(api.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            return this;
        }
        try (JarFile jar = new JarFile(api.toFile())) {
            for (JarEntry each :
                    jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                entry(each.getName(), jar.getInputStream(each).readAllBytes());
            }
        }
        return this;
    }

    byte[] bytes() {
        return bytesWithout();
    }

    /** Leaves compiled classes out, as a forgotten dependency would be. */
    byte[] bytesWithout(String... classNames) {
        Map<String, byte[]> classes = new HashMap<>(compile(sources));
        for (String each : classNames) {
            classes.remove(each);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                write(jar, each.getKey(), each.getValue());
            }
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                write(jar, each.getKey().replace('.', '/') + ".class", each.getValue());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void write(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) {
        return sources.isEmpty() ? Map.of() : COMPILED.computeIfAbsent(Map.copyOf(sources), TestJar::compileAnew);
    }

    private static Map<String, byte[]> compileAnew(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "--release", "17", "-cp", classPath());
        List<Source> units = sources.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        if (!compiler.getTask(errors, memory, null, options, null, units).call()) {
            throw new AssertionError("a test plugin does not compile: " + errors);
        }
        return memory.classes();
    }

    private static String classPath() {
        return Stream.of(PluginApi.class, ExtensionPoint.class, NullMarked.class, Logger.class)
                .map(type -> location(type).toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String className, String code) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className) {
            super(URI.create("memory:///" + className + ".class"), Kind.CLASS);
        }

        @Override
        public ByteArrayOutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Output> outputs = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return outputs.computeIfAbsent(className, Output::new);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            outputs.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
            return classes;
        }
    }
}
