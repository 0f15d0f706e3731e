package dev.keelson.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the native libraries and the model into the server's own directory, so that a server that is killed leaves no
 * copies in the system's temporary directory and the next start does not unpack again.
 */
record ModelFiles(Path model, Path tokenizer) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFiles.class);
    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    /** Unpacks what is missing and points both native libraries at the directory. */
    static ModelFiles unpackInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (onLinux()) {
            unpackOnnxRuntime(directory);
        }
        setUnlessSet("DJL_CACHE_DIR", directory.toString());
        setUnlessSet("ai.djl.offline", "true");
        return new ModelFiles(unpack("/" + MODEL, directory), unpack("/" + TOKENIZER, directory));
    }

    /** Elsewhere ONNX Runtime unpacks by itself; its file names differ by platform. */
    private static boolean onLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    private static void unpackOnnxRuntime(Path directory) throws IOException {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String platform = architecture.equals("aarch64") ? "linux-aarch64" : "linux-x64";
        String resources = "/ai/onnxruntime/native/" + platform + "/";
        var libraries = List.of(
                unpack(resources + "libonnxruntime.so", directory),
                unpack(resources + "libonnxruntime4j_jni.so", directory));
        LOG.debug("ONNX Runtime is in {}", libraries);
        setUnlessSet("onnxruntime.native.path", directory.toString());
    }

    /** An operator's own setting wins. */
    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Path unpack(String resource, Path directory) throws IOException {
        URL source = ModelFiles.class.getResource(resource);
        if (source == null) {
            throw new IOException("not on the class path: " + resource);
        }
        var connection = source.openConnection();
        Path target = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream content = connection.getInputStream()) {
            if (!Files.isRegularFile(target) || Files.size(target) != connection.getContentLengthLong()) {
                writeAtomically(content, target);
            }
        }
        return target;
    }

    /** Two servers that start at once must never see half a file. */
    private static void writeAtomically(InputStream content, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Path partial = Files.createTempFile(parent, "unpacking", ".part");
        try {
            long written = Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            if (written == 0) {
                throw new IOException("empty: " + target.getFileName());
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
