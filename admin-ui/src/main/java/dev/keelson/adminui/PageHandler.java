package dev.keelson.adminui;

import dev.keelson.http.Answer;
import io.vertx.core.Future;

/** Shows one page. */
@FunctionalInterface
interface PageHandler {

    Future<Answer> handle(Visit visit);
}
