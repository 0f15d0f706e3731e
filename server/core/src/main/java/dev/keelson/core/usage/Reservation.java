package dev.keelson.core.usage;

/** Room that was reserved for one call. Exactly one of the two methods is called, once; neither waits. */
public interface Reservation {
    Reservation NONE = new Reservation() {
        @Override
        public void settle(CallUsage used) {}

        @Override
        public void release() {}
    };

    /** The call was answered: what it really used takes the place of the estimate. */
    void settle(CallUsage used);

    /** The call used nothing that anybody is charged for. */
    void release();
}
