package dev.keelson.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What kind of network an address belongs to, as far as egress is concerned. */
enum AddressKind {
    /** Routed on the public internet. */
    PUBLIC,
    /** Loopback, private, shared and unique local ranges: open to a host that the operator allowed by name. */
    PRIVATE,
    /** Link-local, metadata, tunnels, documentation, benchmarks, reserved: open only by address or range. */
    SPECIAL,
    /** Not the address of another host at all: any-local, multicast, broadcast. */
    NEVER;

    private static final int V4_LENGTH = 4;
    private static final List<Cidr> NEVER_RANGES =
            ranges("0.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32", "::/128", "ff00::/8");

    // Comes before the private ranges: some clouds keep their metadata inside those, one even at a public address.
    private static final List<Cidr> METADATA =
            ranges("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::254/128");

    private static final List<Cidr> PRIVATE_RANGES = ranges(
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7");

    private static final List<Cidr> SPECIAL_V4 = ranges(
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4");

    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");
    // IETF protocol assignments (with Teredo, benchmarks, ORCHID), documentation, 6to4.
    private static final List<Cidr> SPECIAL_V6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressKind of(byte[] address) {
        if (within(NEVER_RANGES, address)) {
            return NEVER;
        }
        if (within(METADATA, address)) {
            return SPECIAL;
        }
        if (within(PRIVATE_RANGES, address)) {
            return PRIVATE;
        }
        if (address.length == V4_LENGTH) {
            return within(SPECIAL_V4, address) ? SPECIAL : PUBLIC;
        }
        return ofV6(address);
    }

    private static AddressKind ofV6(byte[] address) {
        boolean global = GLOBAL_V6.contains(address) && !within(SPECIAL_V6, address);
        if (!global && !NAT64.contains(address)) {
            return SPECIAL;
        }
        if (global && !isIsatap(address)) {
            return PUBLIC;
        }
        // A translator or tunnel passes the packet on to the IPv4 address in the last four bytes.
        return of(Arrays.copyOfRange(address, 12, 16)) == PUBLIC ? PUBLIC : SPECIAL;
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static boolean within(List<Cidr> ranges, byte[] address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
