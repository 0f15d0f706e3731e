package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.http.OutboundRequest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which addresses a call connects to when names change their mind and operators open some. */
class EgressAddressIT extends EgressTestBase {
    private static final EgressTimes NO_CACHE = EgressTimes.DEFAULT.withResolved(Duration.ZERO);

    @Test
    void checksEveryAnswerOfANameThatFlips() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("flip.test", "127.0.0.1");
        resolver.answer("flip.test", "127.0.0.2");
        resolver.answer("flip.test", "127.0.0.1");
        EgressClient client = client(open().allow("127.0.0.1").times(NO_CACHE));
        OutboundRequest request = request("flip.test", server);

        assertThat(answer(client.send(request)).text()).isEqualTo("x");
        assertFailure(client.send(request), ErrorType.BLOCKED, "blocked: flip.test");
        assertThat(answer(client.send(request)).text()).isEqualTo("x");
    }

    @Test
    void connectsToTheAddressThatItChecked() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        // Asked twice for one call, this name would pass the check and then lead elsewhere.
        resolver.answer("rebind.test", "127.0.0.1");
        resolver.answer("rebind.test", "169.254.169.254");
        EgressClient client = client(open().times(NO_CACHE));

        assertThat(answer(client.send(request("rebind.test", server))).text()).isEqualTo("x");
        assertThat(resolver.lookups("rebind.test")).isEqualTo(1);
    }

    @Test
    void refusesANameIfOnlyOneOfItsAddressesIsForbidden() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("half.test", "127.0.0.1", "10.0.0.1");

        assertFailure(
                client(open()).send(request("half.test", server)), ErrorType.BLOCKED, "blocked: half.test: an address");
        assertThat(server.connections()).isZero();
    }

    @Test
    void saysInAdvanceWhyAnAddressIsRefused() {
        resolver.answer("inside.test", "10.0.0.1");
        resolver.answer("outside.test", "93.184.215.14");
        EgressClient client = client(
                EgressPolicy.of("test").plainHttp(PlainHttp.TO_ALLOWED_TARGETS).allow("127.0.0.1:11434"));

        assertThat(refusal(client, "https://inside.test")).isPresent();
        assertThat(refusal(client, "https://169.254.169.254")).isPresent();
        assertThat(refusal(client, "https://localhost:8080")).isPresent();
        assertThat(refusal(client, "http://outside.test")).contains("http instead of https");
        assertThat(refusal(client, "http://127.0.0.1:11435")).isPresent();
        assertThat(refusal(client, "http://127.0.0.1:11434")).isEmpty();
        assertThat(refusal(client, "https://outside.test")).isEmpty();
        assertThat(refusal(client, "https://unknown.test")).isEmpty();
    }

    private static Optional<String> refusal(EgressClient client, String url) {
        return client.refusal(URI.create(url)).await();
    }

    @Test
    void asksOnceForANameWhileTheAnswerIsFresh() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("fresh.test", "127.0.0.1");
        EgressClient client = client(open());

        for (int i = 0; i < 5; i++) {
            assertThat(answer(client.send(request("fresh.test", server))).status())
                    .isEqualTo(200);
        }
        assertThat(resolver.lookups("fresh.test")).isEqualTo(1);
    }

    @Test
    void doesNotKeepAFailedLookup() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = client(open());

        assertFailure(client.send(request("late.test", server)), ErrorType.UNAVAILABLE, "dns: late.test");
        resolver.answer("late.test", "127.0.0.1");

        assertThat(answer(client.send(request("late.test", server))).status()).isEqualTo(200);
    }

    @Test
    void opensAHostByName() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("named.test", "127.0.0.1");
        resolver.answer("other.test", "127.0.0.1");
        EgressClient client = client(strict().allow("named.test"));

        assertThat(answer(client.send(request("named.test", server))).text()).isEqualTo("x");
        assertFailure(client.send(request("other.test", server)), ErrorType.BLOCKED, "blocked: other.test");
        assertThat(client.send(request("127.0.0.1", server)).toCompletableFuture())
                .isNotNull();
        assertThat(failure(client.send(request("127.0.0.1", server))).type()).isEqualTo(ErrorType.BLOCKED);
    }

    @Test
    void opensAHostByNameOnOnePort() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        RawServer other = server(RawServer.saying(RawServer.ok("y")));
        resolver.answer("port.test", "127.0.0.1");
        EgressClient client = client(strict().allow("port.test:" + server.port()));

        assertThat(answer(client.send(request("port.test", server))).text()).isEqualTo("x");
        assertFailure(client.send(request("port.test", other)), ErrorType.BLOCKED, "blocked: port.test");
        assertThat(other.connections()).isZero();
    }

    @Test
    void opensARange() {
        RawServer inside = server(RawServer.start(
                IpLiterals.parse("127.8.0.9").orElseThrow(),
                (request, out) -> out.write(RawServer.bytes(RawServer.ok("x")))));
        EgressClient client = client(strict().allow("127.8.0.0/16"));

        assertThat(answer(client.send(request("127.8.0.9", inside))).text()).isEqualTo("x");
        assertThat(failure(client.send(request("127.9.0.1", inside))).type()).isEqualTo(ErrorType.BLOCKED);
    }

    @Test
    void doesNotOpenMetadataToAHostThatIsAllowedByName() {
        resolver.answer("wide.test", "169.254.169.254");
        EgressClient client = client(strict().allow("wide.test"));

        assertFailure(
                client.send(OutboundRequest.get(URI.create("http://wide.test/")).build()),
                ErrorType.BLOCKED,
                "blocked: wide.test");
    }

    @Test
    void usesPlainHttpToAllowedTargetsOnly() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("plain.test", "127.0.0.1");
        resolver.answer("web.test", "93.184.216.34");
        EgressClient client = client(EgressPolicy.of("providers")
                .plainHttp(PlainHttp.TO_ALLOWED_TARGETS)
                .allow("plain.test"));

        assertThat(answer(client.send(request("plain.test", server))).text()).isEqualTo("x");
        assertFailure(
                client.send(OutboundRequest.get(URI.create("http://web.test/")).build()),
                ErrorType.BLOCKED,
                "blocked: web.test: http");
    }

    @Test
    void takesTheNextAddressWhenOneIsDeadAndRemembersIt() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        resolver.answer("two.test", "127.0.0.3", "127.0.0.1");
        EgressClient client = client(open());

        for (int i = 0; i < 3; i++) {
            assertThat(answer(client.send(request("two.test", server))).text()).isEqualTo("x");
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void reachesAnIpv6Address() {
        RawServer server = server(RawServer.start(
                IpLiterals.parse("::1").orElseThrow(),
                (request, out) -> out.write(RawServer.bytes(RawServer.ok("x")))));

        assertThat(answer(client(open()).send(request("[::1]", server))).text()).isEqualTo("x");
        assertThat(server.requests().get(0)).containsIgnoringCase("host: [::1]:" + server.port() + "\r\n");
    }

    @Test
    void resolvesAsTheSystemDoes() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = EgressClient.create(
                vertx, open().allow("localhost", "127.0.0.0/8", "::1").build());

        assertThat(answer(client.send(request("localhost", server))).text()).isEqualTo("x");
        client.close().await();
    }

    @Test
    void refusesAConnectionToAnotherAddressThanTheCheckedOne() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        HttpClient astray = leadingTo(SocketAddress.inetSocketAddress(server.port(), "127.0.0.1"));
        Hop hop = Hop.first(request("local.test", server), open().build());
        var dialer = new Dialer(astray, Duration.ofSeconds(2));

        assertThat(dialer.dial(hop, List.of(address("127.0.0.1"))).await()).isNotNull();
        assertThatThrownBy(() -> dialer.dial(hop, List.of(address("127.0.0.2"))).await())
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BLOCKED));
    }

    /** A client that connects to one place whatever it is told, as after a fault in the layers below. */
    private HttpClient leadingTo(SocketAddress server) {
        HttpClient honest = vertx.createHttpClient();
        return (HttpClient) Proxy.newProxyInstance(
                HttpClient.class.getClassLoader(),
                new Class<?>[] {HttpClient.class},
                (proxy, method, arguments) -> honest.request(((RequestOptions) arguments[0]).setServer(server)));
    }

    private static InetAddress address(String text) {
        return IpLiterals.parse(text).orElseThrow();
    }

    private static EgressPolicy.Builder strict() {
        return EgressPolicy.of("tools").plainHttp(PlainHttp.ALWAYS);
    }

    private static OutboundRequest request(String host, RawServer server) {
        return OutboundRequest.get(URI.create("http://" + host + ":" + server.port() + "/"))
                .build();
    }
}
