package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every known way of spelling a forbidden target is refused before a connection is made. */
class EgressCorpusIT extends EgressTestBase {

    /** {@code PORT} is replaced by the port of a server that listens on loopback and must see nothing. */
    static final List<String> FORBIDDEN = List.of(
            "http://127.0.0.1:PORT/",
            "http://127.0.0.2:PORT/",
            "http://127.255.255.254:PORT/",
            "http://127.1:PORT/",
            "http://127.0.1:PORT/",
            "http://0:PORT/",
            "http://0.0.0.0:PORT/",
            "http://0.1.2.3:PORT/",
            "http://2130706433:PORT/",
            "http://017700000001:PORT/",
            "http://0177.0.0.1:PORT/",
            "http://0177.0.0.01:PORT/",
            "http://0x7f000001:PORT/",
            "http://0x7f.0x0.0x0.0x1:PORT/",
            "http://0x7f.1:PORT/",
            "http://127.0.0.01:PORT/",
            "http://127.0.0.0x1:PORT/",
            "http://127.0.0.1.:PORT/",
            "http://①②⑦.⓪.⓪.①:PORT/",
            "http://127。0。0。1:PORT/",
            "http://%31%32%37.0.0.1:PORT/",
            "http://localhost:PORT/",
            "http://LOCALHOST:PORT/",
            "http://localhost.:PORT/",
            "http://foo.localhost:PORT/",
            "http://ⓛocalhost:PORT/",
            "http://[::1]:PORT/",
            "http://[0:0:0:0:0:0:0:1]:PORT/",
            "http://[::]:PORT/",
            "http://[::ffff:127.0.0.1]:PORT/",
            "http://[::ffff:7f00:1]:PORT/",
            "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
            "http://[::127.0.0.1]:PORT/",
            "http://[64:ff9b::7f00:1]:PORT/",
            "http://[64:ff9b::127.0.0.1]:PORT/",
            "http://[64:ff9b::169.254.169.254]/",
            "http://[64:ff9b:1::7f00:1]:PORT/",
            "http://[2002:7f00:1::]:PORT/",
            "http://[2002:a9fe:a9fe::]/",
            "http://[2001:0:7f00:1::]/",
            "http://[fe80::1]:PORT/",
            "http://[fe80::1%25lo]:PORT/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/latest/meta-data/",
            "http://[fd20:ce::254]/",
            "http://[ff02::1]/",
            "http://[fec0::1]/",
            "http://[2001:db8::1]/",
            "http://10.0.0.1/",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.168.1.1/",
            "http://100.64.0.1/",
            "http://100.100.100.200/latest/meta-data/",
            "http://169.254.169.254/latest/meta-data/",
            "http://169.254.170.2/v2/credentials",
            "http://2852039166/latest/meta-data/",
            "http://0xa9fea9fe/",
            "http://0251.0376.0251.0376/",
            "http://168.63.129.16/machine",
            "http://192.0.0.192/",
            "http://192.0.2.1/",
            "http://198.18.0.1/",
            "http://198.51.100.1/",
            "http://203.0.113.1/",
            "http://224.0.0.1/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://metadata.google.internal/computeMetadata/v1/",
            "http://metadata/computeMetadata/v1/",
            "http://instance-data/latest/",
            "http://public.test@127.0.0.1:PORT/",
            "http://public.test:80@127.0.0.1:PORT/",
            "http://127.0.0.1:PORT@public.test/",
            "http://public.test:PORT/#@127.0.0.1/",
            "http://private.test:PORT/",
            "http://mixed.test:PORT/",
            "http://mapped.test:PORT/",
            "http://nat64.test:PORT/",
            "http://linklocal.test/",
            "http://anylocal.test:PORT/",
            "http://public.test:22/",
            "http://public.test:25/",
            "http://public.test:0/",
            "ftp://public.test/",
            "file:///etc/passwd",
            "gopher://127.0.0.1:PORT/_x",
            "jar:http://127.0.0.1:PORT/!/",
            "http:127.0.0.1:PORT",
            "http:///127.0.0.1:PORT/");

    @BeforeAll
    void nameTargets() {
        resolver.answer("private.test", "127.0.0.1");
        resolver.answer("mixed.test", "93.184.216.34", "127.0.0.1");
        resolver.answer("mapped.test", "::ffff:127.0.0.1");
        resolver.answer("nat64.test", "64:ff9b::7f00:1");
        resolver.answer("linklocal.test", "169.254.169.254");
        resolver.answer("anylocal.test", "0.0.0.0");
        resolver.answer("public.test", "93.184.216.34");
        resolver.answer("metadata.google.internal", "93.184.216.34");
        resolver.answer("metadata", "93.184.216.34");
        resolver.answer("instance-data", "93.184.216.34");
        resolver.answer("localhost", "93.184.216.34");
        resolver.answer("foo.localhost", "93.184.216.34");
    }

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void refusesAForbiddenTarget(String url) {
        RawServer server = server(RawServer.saying(RawServer.ok("secret")));
        EgressClient client = client(EgressPolicy.of("tools").plainHttp(PlainHttp.ALWAYS));
        URI target = URI.create(url.replace("PORT", String.valueOf(server.port())));

        PluginException failure =
                failure(client.send(OutboundRequest.get(target).build()));

        assertThat(failure.type()).isEqualTo(ErrorType.BLOCKED);
        assertThat(failure).hasMessageStartingWith("blocked: ");
        assertThat(server.connections()).isZero();
    }

    @Test
    void holdsAboutEightyForms() {
        assertThat(FORBIDDEN).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
    }

    @Test
    void refusesPlainHttpUnlessThePolicySaysSo() {
        EgressClient client = client(EgressPolicy.of("tools"));

        assertFailure(
                client.send(
                        OutboundRequest.get(URI.create("http://public.test/")).build()),
                ErrorType.BLOCKED,
                "blocked: public.test: http");
    }
}
