package dev.keelson.dist.faults;

import dev.keelson.dist.RunningKeelson;
import java.net.http.HttpResponse;

/** What a caller of the agent got, and how long it took. */
record Answer(int status, String body, HttpResponse<String> response, long millis) {

    /** The stable code of a problem; empty for a right answer. */
    String code() {
        return status == 200 ? "" : RunningKeelson.json(body).path("code").asText();
    }

    boolean isRight() {
        return status == 200
                && RunningKeelson.json(body).path("answer").asText().equals("yes");
    }

    String model() {
        return response.headers().firstValue("Keelson-Model").orElse("");
    }

    String executionId() {
        return response.headers().firstValue("Keelson-Execution-Id").orElse("");
    }
}
