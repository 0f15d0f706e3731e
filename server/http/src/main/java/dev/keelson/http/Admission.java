package dev.keelson.http;

/** What all requests of a server share: the bounds on what is under way, and the ids. Safe for concurrent use. */
record Admission(InFlight inFlight, BodyBudget bodies, RequestIds ids) {

    static Admission of(HttpConfig.Limits limits) {
        return new Admission(
                new InFlight(limits.inFlight()), new BodyBudget(limits.bufferedBodies()), new RequestIds());
    }
}
