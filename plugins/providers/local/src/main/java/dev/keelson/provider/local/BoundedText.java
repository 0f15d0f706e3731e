package dev.keelson.provider.local;

/**
 * Text for patterns that come from a spec: a pattern that backtracks without end is stopped after a fixed amount of reading.
 */
final class BoundedText implements CharSequence {
    private static final int MAX_READS = 2_000_000;

    private final CharSequence text;
    private final int[] reads;

    BoundedText(CharSequence text) {
        this(text, new int[1]);
    }

    private BoundedText(CharSequence text, int[] reads) {
        this.text = text;
        this.reads = reads;
    }

    @Override
    public char charAt(int index) {
        reads[0]++;
        if (reads[0] > MAX_READS) {
            throw new ExhaustedException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), reads);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The pattern needs more work than a request may cost. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("the pattern reads the text too often", null, false, false);
        }
    }
}
