package dev.keelson.pluginhost;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginRuntimeException;

/** Reads small entries of a plugin JAR without trusting the sizes that it declares. */
final class BoundedManifestFinder extends ManifestPluginDescriptorFinder {
    private static final int MAX_ENTRY_BYTES = 64 << 10;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @Override
    protected Manifest readManifest(Path jar) {
        try {
            byte[] bytes = entry(jar, MANIFEST);
            if (bytes == null) {
                throw new PluginRuntimeException("no " + MANIFEST + " in it");
            }
            return new Manifest(new ByteArrayInputStream(bytes));
        } catch (IOException unreadable) {
            throw new PluginRuntimeException(unreadable, "not a readable JAR: " + unreadable.getMessage());
        }
    }

    /** Null when the JAR has no such entry. */
    static byte @Nullable [] entry(Path jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            return entry == null ? null : read(zip, entry);
        }
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] bytes = content.readNBytes(MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw new ZipException(entry.getName() + " is larger than " + MAX_ENTRY_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
