package io.tidings.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own JVM: broker and controller in one, over the folder and ports that the command line names. */
final class Broker {

    private static final int NODE = 1;

    private Broker() {}

    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        Path logs = folder.resolve("data");
        Path ready = folder.resolve("ready");
        Files.createDirectories(logs);
        if (!Files.exists(logs.resolve("meta.properties"))) {
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        }
        KafkaRaftServer server = new KafkaRaftServer(
                KafkaConfig.apply(settings(logs.toString(), "localhost:" + args[1], "localhost:" + args[2]), false),
                Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.shutdown();
            server.awaitShutdown();
        }));
        server.startup();
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static Map<String, String> settings(String logs, String broker, String controller) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + controller),
                Map.entry("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + broker),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", logs),
                Map.entry("num.partitions", "3"),
                // one node: whatever wants copies gets one; and one partition of each internal topic starts quickly
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"));
    }
}
