package dev.keelson.adminui;

import dev.keelson.http.Answer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Sends a browser to another page, to be loaded with GET: a reload repeats no form. */
final class Redirect {
    private static final int SEE_OTHER = 303;

    private Redirect() {}

    static Answer to(String path, Answer.Header... more) {
        Answer answer = Answer.empty(SEE_OTHER, List.of(new Answer.Header(HttpHeaders.LOCATION, path)));
        for (Answer.Header header : more) {
            answer = answer.with(header.name(), header.value());
        }
        return answer;
    }
}
