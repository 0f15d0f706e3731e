package dev.keelson.adminui;

import dev.keelson.core.access.Principal;
import dev.keelson.http.ApiRequest;

/** A request of someone who is logged in. */
record Visit(ApiRequest request, Session session) {

    Principal by() {
        return request.principal();
    }

    String agent() {
        return request.path("agent");
    }

    /** Path and query, to come back to. */
    String here() {
        return request.request().uri();
    }
}
