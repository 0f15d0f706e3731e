package dev.keelson.http;

/** A group of routes that belong together, such as those of one resource. */
@FunctionalInterface
public interface Routes {

    /** Declares every route of the group: a table of permission, verb, path and handler. */
    void declare(RouteRegistry registry);
}
