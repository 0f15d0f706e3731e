package dev.keelson.adminui;

import dev.keelson.http.Answer;
import io.vertx.core.Future;

/** Does what one form asks for; its token was checked. */
@FunctionalInterface
interface FormHandler {

    Future<Answer> handle(Visit visit, Form form);
}
