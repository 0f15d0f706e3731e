package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Providers that are not who or where they should be: F22 and F23. */
class AddressFaultsIT extends FaultCase {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private String address = "";

    @Override
    String url(String name, FaultProvider provider) {
        return name.equals("a") ? address : super.url(name, provider);
    }

    @Test
    void f22TrustsNoSelfSignedCertificate() throws Exception {
        tls("F22", "self-signed certificate", "-ext", "san=ip:127.0.0.1");
    }

    @Test
    void f22TrustsNoExpiredCertificate() throws Exception {
        tls("F22b", "expired certificate", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
    }

    @Test
    void f22TrustsNoCertificateOfAnotherName() throws Exception {
        tls("F22c", "certificate of another name", "-ext", "san=dns:example.org");
    }

    private void tls(String id, String what, String... certificate) throws Exception {
        FaultProvider untrusted = FaultProvider.on(tlsSocket(certificate), right(OPENAI));
        address = "https://127.0.0.1:" + untrusted.port() + "/v1";
        given("a", OPENAI, untrusted);
        failsOver(id, what, 4_000);
        assertThat(untrusted.calls()).isEmpty();
    }

    @Test
    void f22DoesNotWaitForAHandshakeThatStalls() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            address = "https://127.0.0.1:" + silent.getLocalPort() + "/v1";
            given("a", OPENAI, FaultProvider.playing(right(OPENAI)));
            failsOver("F22d", "TLS handshake stalls", 2 * FIRST_TOKEN_MILLIS + 1_500);
        }
    }

    @Test
    void f23GoesOnWhenANameDoesNotExist() {
        address = "https://no-such-host.invalid/v1";
        given("a", OPENAI, FaultProvider.playing(right(OPENAI)));
        failsOver("F23", "NXDOMAIN", 2_500);
    }

    private void failsOver(String id, String what, long limit) {
        given("b", OPENAI, right(OPENAI));
        start();

        Answer answer = run();

        assertThat(answer.isRight()).isTrue();
        assertThat(answer.model()).isEqualTo("b/m");
        assertThat(answer.millis()).isLessThan(limit);
        FaultTable.row(id, what, 1, 1, answer.millis());
    }

    private ServerSocket tlsSocket(String... certificate)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=fault",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(certificate));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
