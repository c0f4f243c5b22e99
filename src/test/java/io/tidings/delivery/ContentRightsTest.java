package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContentRightsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Hierarchies hierarchies;

    @Inject
    ContentStore store;

    @BeforeEach
    void importRealCatalog() {
        Asker.importRealCatalog();
    }

    @Test
    void whoIsOfferedItGetsIt_andNobodyElse() {
        Offered offered = Offered.publish("rights-1", random(1000));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        offered.fetch(asker).then().statusCode(200);
        Asker silent = Asker.enrolled(hierarchies);
        offered.fetch(silent).then().statusCode(404);
    }

    @Test
    void whoHasItInstalledGetsItStill() {
        Offered offered = Offered.publish("rights-2", random(1000));
        Asker has = Asker.having(hierarchies, "rights-2");
        Asker hasNot = Asker.having(hierarchies);
        offered.await(hasNot);
        offered.step("withdraw");
        Awaitility.await().atMost(PATIENCE).until(() -> offered.fetch(hasNot).statusCode() == 404);
        offered.fetch(has).then().statusCode(200);
    }

    @Test
    void aThousandRangesAreAnsweredWithTheWhole() {
        Offered offered = Offered.publish("rights-3", random(5000));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        StringBuilder ranges = new StringBuilder("bytes=0-0");
        for (int i = 1; i < 1000; i++) {
            ranges.append(',').append(2 * i).append('-').append(2 * i);
        }
        asker.asked()
                .header("Range", ranges.toString())
                .get("/v1/content/" + offered.sha256())
                .then()
                .statusCode(200)
                .header("Content-Length", "5000");
    }

    @Test
    void contentThatIsRemovedWhileItIsReadIsReadToItsEnd_bySlowReadersToo() throws Exception {
        // more than all the buffers between us hold
        byte[] content = random(32 << 20);
        Offered offered = Offered.publish("rights-4", keep(content));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        int before = Thread.activeCount();
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readers.add(ask(asker, "/v1/content/" + offered.sha256()));
        }
        // all of them have begun, none goes on
        for (Socket reader : readers) {
            assertThat(reader.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        }
        assertThat(Thread.activeCount()).isLessThan(before + 50);
        Files.delete(store.find(offered.sha256()).await().atMost(PATIENCE).orElseThrow());
        byte[] all = readers.getFirst().getInputStream().readAllBytes();
        assertThat(Arrays.equals(all, all.length - content.length, all.length, content, 0, content.length))
                .isTrue();
        for (Socket reader : readers) {
            reader.close();
        }
        offered.fetch(asker).then().statusCode(404);
    }

    @Test
    void piecesOfContentThatIsRemovedMeanwhileAreReadToTheirEnd() throws Exception {
        int half = 16 << 20;
        byte[] content = random(2 * half);
        Offered offered = Offered.publish("rights-6", keep(content));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        String range = "Range: bytes=0-" + (half - 1) + "," + half + "-";
        try (Socket reader = ask(asker, "/v1/content/" + offered.sha256(), range)) {
            assertThat(reader.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 206");
            Files.delete(store.find(offered.sha256()).await().atMost(PATIENCE).orElseThrow());
            byte[] all = reader.getInputStream().readAllBytes();
            int end = all.length - "\r\n--tidings-piece-5f3c1e0a9d--\r\n".length();
            assertThat(Arrays.equals(all, end - half, end, content, half, 2 * half))
                    .isTrue();
        }
        offered.step("withdraw");
    }

    @Test
    void slowReadersOfSeveralPiecesHoldNoMemory() throws Exception {
        byte[] content = random(32 << 20);
        Offered offered = Offered.publish("rights-5", keep(content));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        long before = memoryInUse();
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readers.add(ask(asker, "/v1/content/" + offered.sha256(), "Range: bytes=0-16777215,16777216-"));
        }
        for (Socket reader : readers) {
            assertThat(reader.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 206");
            reader.getInputStream().skipNBytes(1 << 20);
        }
        assertThat(memoryInUse() - before).isLessThan(readers.size() * (1L << 20));
        for (Socket reader : readers) {
            reader.close();
        }
        offered.step("withdraw");
    }

    @Test
    void aSlowReaderOfManyPiecesHoldsOneFile() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        assumeThat(descriptors).exists();
        Offered offered = Offered.publish("rights-7", keep(random(32 << 20)));
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);
        StringBuilder ranges = new StringBuilder("Range: bytes=-1");
        for (int i = 0; i < 15; i++) {
            ranges.append(',').append(i << 21).append('-').append(((i + 1) << 21) - 1);
        }
        try (Socket reader = ask(asker, "/v1/content/" + offered.sha256(), ranges.toString())) {
            assertThat(reader.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 206");
            try (Stream<Path> open = Files.list(descriptors)) {
                assertThat(open.filter(one -> isOf(one, offered.sha256()))).hasSize(1);
            }
        }
        offered.step("withdraw");
    }

    private static boolean isOf(Path descriptor, String sha256) {
        try {
            return Files.readSymbolicLink(descriptor).endsWith(sha256);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static long memoryInUse() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        // those of the network's own come from another pool
        return heap.totalMemory() - heap.freeMemory() + buffers + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private String keep(byte[] content) {
        try (Incoming incoming =
                Incoming.take(new ByteArrayInputStream(content), store.aside(), store.largest(), null)) {
            store.keep(incoming, "default", "test").await().atMost(PATIENCE);
            return incoming.sha256();
        }
    }

    static Socket ask(Asker asker, String path, String... headers) throws Exception {
        Socket socket = new Socket("localhost", RestAssured.port);
        List<String> lines =
                new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close"));
        lines.add("Authorization: " + asker.bearer());
        lines.addAll(List.of(headers));
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
