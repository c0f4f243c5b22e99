package io.tidings;

import io.tidings.setting.Bounds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hosts of {@code kafka.bootstrap.servers}, at which Kafka's clients ask first. */
record KafkaHosts(List<String> names) {

    private static final String SETTING = "bootstrap.servers";
    /** What the clients take, a protocol before it and an address of IPv6 in brackets included. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[\\w.%-]*://)?\\[?([\\w.:%-]+)]?:(\\d{1,5})");

    private static final int LAST_PORT = 65_535;

    /** An address that is none ends the start. */
    static KafkaHosts of(Map<String, Object> broker) {
        String servers = String.valueOf(broker.getOrDefault(SETTING, ""));
        List<Matcher> addresses = Stream.of(servers.split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(ADDRESS::matcher)
                .toList();
        Bounds.below("kafka")
                .require(
                        !addresses.isEmpty() && addresses.stream().allMatch(KafkaHosts::isAddress),
                        SETTING,
                        "addresses such as kafka-1:9092,kafka-2:9092, not " + servers);
        return new KafkaHosts(
                addresses.stream().map(address -> address.group(1)).toList());
    }

    private static boolean isAddress(Matcher address) {
        return address.matches() && Integer.parseInt(address.group(2)) <= LAST_PORT;
    }

    /** Whether one of the names has an address, without which no client can be made. It asks, and may wait for the answer. */
    boolean areKnown() {
        return names.stream().anyMatch(KafkaHosts::isKnown);
    }

    private static boolean isKnown(String name) {
        try {
            InetAddress.getByName(name);
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
