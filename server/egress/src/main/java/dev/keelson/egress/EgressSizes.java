package dev.keelson.egress;

/**
 * The size bounds of a surface, in bytes unless said otherwise.
 *
 * @param request body of a request
 * @param answer what a request's own answer limit is cut to; counted after decompression
 * @param headers number of header lines, for requests and answers each
 * @param freeExpansion decompressed size up to which any compression ratio is fine
 * @param ratio highest ratio of decompressed to compressed size beyond that
 */
public record EgressSizes(int request, int answer, int headers, int freeExpansion, int ratio) {

    public static final EgressSizes DEFAULT = new EgressSizes(32 << 20, 32 << 20, 100, 4 << 20, 10);

    public EgressSizes {
        if (request < 0 || answer < 0 || headers < 1 || freeExpansion < 0 || ratio < 1) {
            throw new IllegalArgumentException("sizes: " + request + ", " + answer + ", " + headers + ", "
                    + freeExpansion + ", " + ratio + " (expected: not negative, headers and ratio >= 1)");
        }
    }
}
