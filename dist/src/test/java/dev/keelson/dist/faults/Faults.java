package dev.keelson.dist.faults;

import java.util.List;

/** The faults that scripts are made of. */
final class Faults {
    /** What the agent of these tests may answer. */
    static final String YES = "{\"answer\":\"yes\"}";

    private Faults() {}

    /** A right answer, streamed when a stream is asked for. */
    static Fault right(Shape shape) {
        return says(shape, YES);
    }

    static Fault says(Shape shape, String text) {
        return (call, out) -> {
            if (call.method().equals("GET")) {
                out.json(200, "{\"object\":\"list\",\"data\":[],\"models\":[]}");
            } else if (call.asksForStream()) {
                out.openStream();
                send(out, shape.opening(pieces(text)));
                send(out, shape.ending());
            } else {
                out.json(200, shape.answer(text, "stop"));
            }
        };
    }

    static Fault status(Shape shape, int status, String type, String... headers) {
        return (call, out) -> out.json(status, shape.error(status, type, "scripted"), headers);
    }

    static Fault body(String contentType, String body) {
        return (call, out) -> out.answer(200, contentType, body);
    }

    static Fault after(long millis, Fault then) {
        return (call, out) -> {
            out.pause(millis);
            then.play(call, out);
        };
    }

    static Fault hang() {
        return (call, out) -> out.hang();
    }

    static List<String> pieces(String text) {
        int middle = text.length() / 2;
        return List.of(text.substring(0, middle), text.substring(middle));
    }

    static void send(Wire out, List<String> events) throws java.io.IOException {
        for (String event : events) {
            out.raw(event);
        }
    }
}
