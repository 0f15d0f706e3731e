package dev.keelson.egress;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers names as a test says; a name with several answers gives them in turn and repeats the last. */
final class FakeResolver implements HostResolver {
    private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    synchronized void answer(String host, String... addresses) {
        List<InetAddress> answer = Stream.of(addresses)
                .map(address -> IpLiterals.parse(address).orElseThrow())
                .toList();
        answers.computeIfAbsent(host, name -> new ArrayDeque<>()).add(answer);
    }

    @Override
    public synchronized Future<List<InetAddress>> resolve(String host) {
        asked.add(host);
        Deque<List<InetAddress>> queue = answers.get(host);
        if (queue == null) {
            return Future.failedFuture(new UnknownHostException(host));
        }
        return Future.succeededFuture(queue.size() > 1 ? queue.remove() : queue.getFirst());
    }

    /** How often a name was asked for. */
    synchronized long lookups(String host) {
        return asked.stream().filter(host::equals).count();
    }
}
