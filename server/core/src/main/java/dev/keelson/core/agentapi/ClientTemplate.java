package dev.keelson.core.agentapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fixed part of a generated text, with places such as {@code {{types}}} for what differs. */
final class ClientTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final String text;

    private ClientTemplate(String text) {
        this.text = text;
    }

    /** {@code resource}: name of a file beside this class. */
    static ClientTemplate load(String resource) {
        try (InputStream in = ClientTemplate.class.getResourceAsStream(resource)) {
            return new ClientTemplate(
                    new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Fills all places at once, so that what is put in can't name another place. */
    String fill(Map<String, String> places) {
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String value = Objects.requireNonNull(places.get(place.group(1)), place.group(1));
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return place.appendTail(filled).toString();
    }
}
