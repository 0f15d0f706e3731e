package dev.keelson.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The targets that an operator opened although rules would refuse them: hosts, hosts with a port, addresses, ranges. */
public final class AllowList {
    private static final int ANY_PORT = -1;

    private final Set<String> names;
    private final List<Entry> addresses;

    private AllowList(Set<String> names, List<Entry> addresses) {
        this.names = Set.copyOf(names);
        this.addresses = List.copyOf(addresses);
    }

    public static AllowList empty() {
        return parse(List.of());
    }

    /**
     * Reads entries such as {@code ollama}, {@code ollama:11434}, {@code 127.0.0.1:11434}, {@code [::1]:8080} and
     * {@code 10.1.0.0/16}; throws {@link IllegalArgumentException} that names the first wrong one.
     *
     * <p>A name opens loopback, private, shared and unique local addresses, whichever of them it resolves to. Link-local
     * and other special addresses open only by address or range, any-local and multicast never.
     */
    public static AllowList parse(Collection<String> entries) {
        var names = new HashSet<String>();
        var addresses = new ArrayList<Entry>();
        for (String entry : entries) {
            Optional<Entry> address = addressEntry(entry);
            address.ifPresentOrElse(addresses::add, () -> names.add(nameEntry(entry)));
        }
        return new AllowList(names, addresses);
    }

    boolean allowsName(String host, int port) {
        return names.contains(host) || names.contains(host + ":" + port);
    }

    boolean allowsAddress(InetAddress address, int port) {
        return addresses.stream().anyMatch(entry -> entry.matches(address, port));
    }

    private static Optional<Entry> addressEntry(String text) {
        if (text.indexOf('/') >= 0) {
            return Optional.of(new Entry(Cidr.parse(text), ANY_PORT));
        }
        Optional<InetAddress> bare = IpLiterals.parse(text);
        if (bare.isPresent()) {
            return bare.map(address -> new Entry(Cidr.only(address), ANY_PORT));
        }
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > text.lastIndexOf(']');
        String host = withPort && colon >= 0 ? text.substring(0, colon) : text;
        int port = withPort && colon >= 0 ? port(text, colon) : ANY_PORT;
        return IpLiterals.parse(withoutBrackets(host)).map(address -> new Entry(Cidr.only(address), port));
    }

    private static String nameEntry(String text) {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        try {
            return HostNames.ascii(host) + (colon < 0 ? "" : ":" + port(text, colon));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "allowed target: " + text + " (expected: host, host:port, address or range)", e);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text, int colon) {
        String digits = text.substring(colon + 1);
        int port = digits.matches("[1-9]\\d{0,4}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port in " + text + " (expected: 1 to 65535)");
        }
        return port;
    }

    private record Entry(Cidr range, int port) {
        boolean matches(InetAddress address, int targetPort) {
            return (port == ANY_PORT || port == targetPort) && range.contains(address.getAddress());
        }
    }
}
