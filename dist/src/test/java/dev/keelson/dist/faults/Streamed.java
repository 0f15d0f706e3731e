package dev.keelson.dist.faults;

import dev.keelson.dist.RunningKeelson;
import java.util.ArrayList;
import java.util.List;

/** The events that a caller of the agent got, in order. */
record Streamed(List<String> names, List<String> data, long millis) {

    static Streamed parse(String body, long millis) {
        List<String> names = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (String block : body.split("\n\n", -1)) {
            for (String line : block.split("\n", -1)) {
                if (line.startsWith("event: ")) {
                    names.add(line.substring("event: ".length()));
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring("data: ".length()));
                }
            }
        }
        return new Streamed(names, data, millis);
    }

    /** The text of all deltas. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals("output.delta")) {
                text.append(RunningKeelson.json(data.get(i)).path("text").asText());
            }
        }
        return text.toString();
    }

    String last() {
        return names.get(names.size() - 1);
    }

    String lastData() {
        return data.get(data.size() - 1);
    }
}
