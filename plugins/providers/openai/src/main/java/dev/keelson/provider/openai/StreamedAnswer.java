package dev.keelson.provider.openai;

import dev.keelson.provider.support.JsonFields;

/** One answer that is put together from the events of a stream. Not thread-safe. */
interface StreamedAnswer {

    /** Takes in an event that is no error, and gives back the text in it that can go out at once; perhaps empty. */
    String add(JsonFields event);

    /** No event can add anything. */
    boolean isOver();

    /** OpenAI has said why the model stopped. */
    boolean isWhole();

    /** Only when it is whole. */
    RawAnswer toAnswer();
}
