package dev.keelson.egress;

/** When a surface may use {@code http} instead of {@code https}. */
public enum PlainHttp {
    NEVER,
    /** Only to targets on the allow-list, such as a model server in the same network. */
    TO_ALLOWED_TARGETS,
    ALWAYS
}
