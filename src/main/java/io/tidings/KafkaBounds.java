package io.tidings;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasUtils;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Stops the start when no client of Kafka can be made of its settings. The clients themselves are made later and would be
 * tried again and again; what only Kafka can tell is said by readiness.
 */
@Singleton
class KafkaBounds {

    void check(
            @Observes @Priority(1) StartupEvent event, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        check(broker);
    }

    static void check(Map<String, Object> broker) {
        KafkaHosts.of(broker);
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "tidings");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // it reads all of them, and names the one that it cannot
        ConsumerConfig consumer = new ConsumerConfig(settings);
        SecurityProtocol protocol =
                SecurityProtocol.forName(consumer.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
        if (protocol != SecurityProtocol.PLAINTEXT) {
            secure(consumer, protocol);
        }
    }

    private static void secure(ConsumerConfig consumer, SecurityProtocol protocol) {
        boolean signsIn = protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT;
        Bounds.below("kafka")
                .require(
                        !signsIn
                                || consumer.getPassword(SaslConfigs.SASL_JAAS_CONFIG) != null
                                || System.getProperty(JaasUtils.JAVA_LOGIN_CONFIG_PARAM) != null,
                        SaslConfigs.SASL_JAAS_CONFIG,
                        "set (KAFKA_SASL_JAAS_CONFIG), because kafka.security.protocol is " + protocol.name);
        try {
            ClientUtils.createChannelBuilder(consumer, Time.SYSTEM, new LogContext())
                    .close();
        } catch (ConfigException named) {
            throw named;
        } catch (KafkaException | IllegalArgumentException unusable) {
            throw new ConfigurationException("kafka.security.protocol cannot be " + protocol.name
                    + " with the settings kafka.sasl and kafka.ssl as they are: " + unusable.getMessage());
        }
    }
}
