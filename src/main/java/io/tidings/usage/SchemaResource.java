package io.tidings.usage;

import io.tidings.protocol.UsageReports;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What producers build against: the schema of a report and the description of the topics. */
@Path("/v1/schemas")
class SchemaResource {
    private final byte[] report = UsageReports.schema();
    private final byte[] topics = topics();

    @GET
    @Path("usage-report")
    @Produces("application/schema+json")
    @PermitAll
    public byte[] usageReport() {
        return report;
    }

    @GET
    @Path("asyncapi")
    @Produces("application/yaml")
    @PermitAll
    public byte[] asyncApi() {
        return topics;
    }

    private static byte[] topics() {
        try (InputStream file = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("contract/asyncapi.yaml"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the topics is part of the program", e);
        }
    }
}
