package dev.keelson.egress;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds every address of a host name, IPv4 and IPv6, without blocking the caller. */
public interface HostResolver {

    /** Fails if the name has no address or the lookup takes too long. */
    Future<List<InetAddress>> resolve(String host);
}
