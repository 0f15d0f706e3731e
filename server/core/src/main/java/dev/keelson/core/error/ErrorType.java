package dev.keelson.core.error;

/** Who has to act on a failure. Each protocol maps these to its own numbers. */
public enum ErrorType {
    /** The request is not well-formed: the caller must change its syntax. */
    MALFORMED,
    /** The request is well-formed, but breaks a rule or a schema. */
    INVALID_INPUT,
    UNAUTHENTICATED,
    NOT_ALLOWED,
    NOT_FOUND,
    /** The state of the resource forbids it. */
    CONFLICT,
    /** The caller decided on a state that is no longer current. */
    PRECONDITION_FAILED,
    /** The caller must send the revision that its decision rests on. */
    PRECONDITION_REQUIRED,
    /** A budget or rate limit of the caller's is used up. */
    QUOTA,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    NOT_ACCEPTABLE,
    METHOD_NOT_ALLOWED,
    /** The caller was too slow to send its request. */
    REQUEST_TIMEOUT,
    /** A model or tool behind Keelson gave no usable answer. */
    EXTERNAL,
    /** The deadline passed while waiting for something behind Keelson. */
    EXTERNAL_TIMEOUT,
    /** Keelson can't serve this now; trying later can help. */
    UNAVAILABLE,
    /** A fault of Keelson's own. */
    INTERNAL
}
