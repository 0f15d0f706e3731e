package dev.keelson.core.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;

/** RFC 8785 canonical JSON, so that equal content has equal bytes and one digest. Numbers are IEEE doubles, as the RFC says. */
public final class CanonicalJson {

    private CanonicalJson() {}

    public static String of(Object value) {
        try {
            return new JsonCanonicalizer(Json.text(value)).getEncodedString();
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    /** {@code sha256:} and 64 hex digits over the canonical UTF-8 bytes. */
    public static String digest(Object value) {
        return Sha256.of(of(value).getBytes(StandardCharsets.UTF_8));
    }
}
