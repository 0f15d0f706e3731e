package dev.keelson.provider.anthropic;

/** Which of temperature and top_p a family of models takes, as long as the API version knows them. */
enum Sampling {
    BOTH,
    /** One of the two, but not both in one request. */
    EITHER,
    REFUSED
}
