package io.tidings.usage;

import io.tidings.protocol.UsageReports;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What producers build against: the schema of a report and the description of the topics. */
@Path("/v1/schemas")
class SchemaResource {
    private final byte[] report = UsageReports.schema();

    @GET
    @Path("usage-report")
    @Produces("application/schema+json")
    @PermitAll
    public byte[] usageReport() {
        return report;
    }
}
