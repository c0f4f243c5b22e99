package io.tidings.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes usage reports: what is absent is left out, items come in the order of their ids. */
final class UsageReportWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 2_048;

    private final JsonGenerator out;

    private UsageReportWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] write(UsageReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            new UsageReportWriter(out).report(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void report(UsageReport report) throws IOException {
        out.writeStartObject();
        out.writeStringField("schema", UsageReport.SCHEMA);
        out.writeStringField("reportId", report.reportId().toString());
        out.writeStringField("hierarchyId", report.hierarchyId());
        out.writeStringField("collectedAt", report.collectedAt().toString());
        out.writeNumberField("level", report.level());
        out.writeStringField("mode", report.mode().name().toLowerCase(Locale.ROOT));
        out.writeStringField("branch", report.branch());
        basePackage(report.basePackage());
        out.writeArrayFieldStart("earlyRingOptIn");
        for (String release : report.earlyRingOptIn()) {
            out.writeString(release);
        }
        out.writeEndArray();
        conditions(report.conditions());
        sites(report.sites());
        servicing(report.servicing());
        installed(report.installed());
        items(report.items());
        out.writeEndObject();
    }

    private void basePackage(UsageReport.@Nullable BasePackage base) throws IOException {
        if (base != null) {
            out.writeObjectFieldStart("basePackage");
            text("guid", base.guid());
            out.writeStringField("ring", base.ring());
            text("downloadedOn", base.downloadedOn());
            out.writeEndObject();
        }
    }

    private void conditions(UsageReport.Conditions conditions) throws IOException {
        out.writeObjectFieldStart("conditions");
        out.writeBooleanField("tenantAttached", conditions.tenantAttached());
        out.writeBooleanField("cmgOnScaleSet", conditions.cmgOnScaleSet());
        out.writeBooleanField("tap", conditions.tap());
        out.writeBooleanField("tapRollup", conditions.tapRollup());
        out.writeEndObject();
    }

    private void sites(List<UsageReport.Site> sites) throws IOException {
        out.writeArrayFieldStart("sites");
        for (UsageReport.Site site : sites) {
            out.writeStartObject();
            out.writeStringField("code", site.code());
            out.writeStringField("type", site.type());
            text("parent", site.parent());
            out.writeStringField("version", site.version());
            if (site.clients() != null) {
                out.writeNumberField("clients", site.clients());
            }
            text("timeZone", site.timeZone());
            out.writeArrayFieldStart("roles");
            for (UsageReport.Role role : site.roles()) {
                out.writeStartObject();
                out.writeStringField("role", role.role());
                out.writeStringField("server", role.server());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void servicing(List<UsageReport.Servicing> servicing) throws IOException {
        out.writeArrayFieldStart("servicing");
        for (UsageReport.Servicing one : servicing) {
            out.writeStartObject();
            text("packageGuid", one.packageGuid());
            out.writeNumberField("state", one.state());
            text("at", one.at());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void installed(@Nullable List<UsageReport.InstalledUpdate> installed) throws IOException {
        if (installed != null) {
            out.writeArrayFieldStart("installed");
            for (UsageReport.InstalledUpdate one : installed) {
                out.writeStartObject();
                out.writeStringField("update", one.update());
                text("installedOn", one.installedOn());
                out.writeBooleanField("firstRelease", one.firstRelease());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private void items(Map<String, String> items) throws IOException {
        out.writeObjectFieldStart("items");
        for (Map.Entry<String, String> item : new TreeMap<>(items).entrySet()) {
            out.writeFieldName(item.getKey());
            out.writeRawValue(item.getValue());
        }
        out.writeEndObject();
    }

    private void text(String field, @Nullable Object value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value.toString());
        }
    }
}
