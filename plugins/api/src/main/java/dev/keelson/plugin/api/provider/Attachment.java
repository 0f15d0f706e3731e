package dev.keelson.plugin.api.provider;

import java.util.Objects;

/** A file that belongs to a user message, such as a picture or a PDF. */
public final class Attachment {
    private final String name;
    private final String mediaType;
    private final String base64;

    private Attachment(String name, String mediaType, String base64) {
        this.name = Objects.requireNonNull(name, "name");
        this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
        this.base64 = Objects.requireNonNull(base64, "base64");
    }

    /**
     * {@code mediaType}: {@code image/png}, {@code image/jpeg}, {@code image/gif}, {@code image/webp} or
     * {@code application/pdf}; {@code base64}: the bytes in standard Base64 with padding and without line breaks.
     */
    public static Attachment of(String name, String mediaType, String base64) {
        return new Attachment(name, mediaType, base64);
    }

    /** File name for the model to see. */
    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    public String base64() {
        return base64;
    }

    /** {@code data:<mediaType>;base64,<bytes>}. */
    public String dataUrl() {
        return "data:" + mediaType + ";base64," + base64;
    }

    public boolean isImage() {
        return mediaType.startsWith("image/");
    }
}
