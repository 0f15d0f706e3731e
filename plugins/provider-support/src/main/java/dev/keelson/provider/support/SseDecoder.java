package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into server-sent events, wherever the network has cut them before. Lines end in LF, CRLF or CR; comments and
 * unknown fields are skipped. Not thread-safe.
 */
public final class SseDecoder {
    private static final int MAX_EVENT_BYTES = 4 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    /** The events that are complete with these bytes. */
    public List<SseEvent> feed(ByteBuffer bytes) {
        List<SseEvent> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            feed(bytes.get(), events);
        }
        return events;
    }

    /** What the end of the stream completes: many servers leave out the blank line after their last event. */
    public List<SseEvent> end() {
        List<SseEvent> events = new ArrayList<>();
        if (line.size() > 0) {
            endLine(events);
        }
        endEvent(events);
        return events;
    }

    private void feed(byte next, List<SseEvent> events) {
        boolean secondHalfOfCrLf = next == '\n' && afterCarriageReturn;
        afterCarriageReturn = next == '\r';
        if (secondHalfOfCrLf) {
            return;
        }
        if (next == '\n' || next == '\r') {
            endLine(events);
            return;
        }
        line.write(next);
        if (line.size() + data.length() > MAX_EVENT_BYTES) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE,
                    "an event of the stream is longer than " + MAX_EVENT_BYTES + " bytes");
        }
    }

    private void endLine(List<SseEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (atStart && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        atStart = false;
        if (text.isEmpty()) {
            endEvent(events);
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        String trimmed = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(trimmed);
            hasData = true;
        } else if (field.equals("event")) {
            name = trimmed;
        }
    }

    private void endEvent(List<SseEvent> events) {
        if (hasData) {
            events.add(new SseEvent(name, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        name = "";
    }
}
