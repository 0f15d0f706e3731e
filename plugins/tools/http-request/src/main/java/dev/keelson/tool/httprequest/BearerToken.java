package dev.keelson.tool.httprequest;

/** The credential of one endpoint; never prints itself. Empty when the endpoint needs none. */
record BearerToken(String value) {
    boolean isPresent() {
        return !value.isEmpty();
    }

    boolean fitsAHeader() {
        return value.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    String header() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
