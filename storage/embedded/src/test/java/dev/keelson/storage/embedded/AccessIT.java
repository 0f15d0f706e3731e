package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.keelson.storage.embedded.EmbeddedStoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may open the file, who may connect, and what a stranger can do. */
final class AccessIT {
    private static final Pattern CREDENTIAL = Pattern.compile("//[^@]*@");

    @Test
    void keepsFileAndDirectoryToTheOwner(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new").resolve("store.mv");

        try (EmbeddedStore store = EmbeddedStore.open(file)) {
            assertThat(store.connectionString()).startsWith("mongodb://");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void closesAFileThatOthersCouldRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("store.mv");
        EmbeddedStore.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        EmbeddedStore.open(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesADirectoryThatOthersCanEnter(@TempDir Path directory) throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        refused(shared.resolve("store.mv"), Reason.DIRECTORY_NOT_PRIVATE);
    }

    @Test
    void refusesAFileThatIsOpen(@TempDir Path directory) {
        Path file = directory.resolve("store.mv");
        try (EmbeddedStore store = EmbeddedStore.open(file)) {
            refused(file, Reason.FILE_IN_USE);
            assertThat(store.connectionString()).isNotEmpty();
        }
        try (StoreProcess process = StoreProcess.start(file, 100)) {
            refused(file, Reason.FILE_IN_USE);
            assertThat(process.connectionString()).isNotEmpty();
        }
        EmbeddedStore.open(file).close();
    }

    @Test
    void refusesAFileThatIsNoStore(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("store.mv"), "not a store".repeat(2_000));

        refused(file, Reason.FILE_NOT_READABLE);
    }

    @Test
    void refusesAPortThatIsTaken(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("store.mv");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() ->
                            EmbeddedStore.open(EmbeddedStoreConfig.of(file).withPort(taken.getLocalPort())))
                    .isInstanceOfSatisfying(
                            EmbeddedStoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_IN_USE));
        }
        EmbeddedStore.open(file).close();
    }

    @Test
    void answersNothingWithoutTheCredential(@TempDir Path directory) {
        try (OpenStore mongo = OpenStore.in(directory)) {
            done(mongo.collection("c").insertOne(json("{_id: 1}")));
            String anonymous =
                    CREDENTIAL.matcher(mongo.store().connectionString()).replaceFirst("//");
            String open = anonymous.substring(0, anonymous.indexOf('?')) + "?directConnection=true";

            try (MongoClient client = MongoClients.create(open)) {
                var database = client.getDatabase("test");
                assertThat(one(database.runCommand(json("{ping: 1}")))).containsEntry("ok", 1.0);
                for (String command : List.of(
                        "{find: 'c'}",
                        "{insert: 'c', documents: [{_id: 2}]}",
                        "{listDatabases: 1}",
                        "{buildInfo: 1}")) {
                    assertThatThrownBy(() -> one(database.runCommand(json(command))))
                            .isInstanceOfSatisfying(
                                    MongoCommandException.class,
                                    e -> assertThat(e.getErrorCode()).isEqualTo(13));
                }
            }
            assertThat(one(mongo.collection("c").countDocuments())).isEqualTo(1);
        }
    }

    @Test
    void refusesAWrongPasswordAndAWrongUser(@TempDir Path directory) {
        try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("store.mv"))) {
            for (String credential : List.of("//keelson:wrong@", "//somebody:else@")) {
                String wrong = CREDENTIAL.matcher(store.connectionString()).replaceFirst(credential);
                try (MongoClient client = MongoClients.create(wrong)) {
                    assertThatThrownBy(() -> one(client.getDatabase("test").runCommand(json("{find: 'c'}"))))
                            .isInstanceOf(MongoSecurityException.class);
                }
            }
        }
    }

    @Test
    void hasANewPasswordAfterEachStart(@TempDir Path directory) {
        String first = passwordOf(directory);

        assertThat(passwordOf(directory)).isNotEqualTo(first);
    }

    @Test
    void cutsOffLargeMessagesOfStrangersBeforeReadingThem(@TempDir Path directory) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("store.mv"));
                Socket socket = connect(store)) {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(40_000_000)
                            .array());

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void staysReachableWhenAStrangerOpensManyConnections(@TempDir Path directory) throws IOException {
        try (OpenStore mongo = OpenStore.in(directory)) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sockets.add(connect(mongo.store()));
            }

            // Each new connection pushed out the one that had been silent longest.
            assertThat(isClosed(sockets.get(0))).isTrue();
            try (MongoClient client = MongoClients.create(mongo.store().connectionString())) {
                assertThat(one(client.getDatabase("test").runCommand(json("{count: 'c'}"))))
                        .containsEntry("n", 0);
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try (InputStream input = socket.getInputStream()) {
            return input.read() == -1;
        }
    }

    private static Socket connect(EmbeddedStore store) throws IOException {
        int port = new ConnectionString(store.connectionString())
                .getHosts().stream()
                        .map(host -> Integer.parseInt(host.substring(host.indexOf(':') + 1)))
                        .findFirst()
                        .orElseThrow();
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String passwordOf(Path directory) {
        try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("store.mv"))) {
            return new String(Objects.requireNonNull(new ConnectionString(store.connectionString()).getCredential())
                    .getPassword());
        }
    }

    private static void refused(Path file, Reason reason) {
        assertThatThrownBy(() -> EmbeddedStore.open(file))
                .isInstanceOfSatisfying(
                        EmbeddedStoreException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
