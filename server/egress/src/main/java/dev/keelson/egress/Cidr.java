package dev.keelson.egress;

import java.net.InetAddress;

/** A range of addresses such as {@code 10.0.0.0/8}. */
record Cidr(byte[] network, int bits) {

    Cidr {
        int longest = network.length * 8;
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("prefix length: " + bits + " (expected: 0 to " + longest + ")");
        }
    }

    /** Throws {@link IllegalArgumentException} if the text is no range. */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String number = slash < 0 ? "" : text.substring(slash + 1);
        if (!number.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("range: " + text + " (expected: address/prefix length)");
        }
        InetAddress network = IpLiterals.parse(text.substring(0, slash))
                .orElseThrow(
                        () -> new IllegalArgumentException("range: " + text + " (expected: address/prefix length)"));
        return new Cidr(network.getAddress(), Integer.parseInt(number));
    }

    /** The range of this one address. */
    static Cidr only(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Cidr(bytes, bytes.length * 8);
    }

    boolean contains(byte[] address) {
        if (network.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (network[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((network[whole] ^ address[whole]) & 0xff) >>> (8 - rest) == 0;
    }
}
