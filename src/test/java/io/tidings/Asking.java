package io.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.protocol.HierarchyIds;
import java.util.UUID;

/** A hierarchy on release 2509 whose connection point asks with that token. */
record Asking(String hierarchyId, String token) {

    static String newId() {
        return HierarchyIds.ofOwnId(UUID.randomUUID().toString());
    }

    /** What it reports to have installed. */
    static byte[] report(String hierarchyId, String installed) {
        return """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "2026-11-20T10:00:00Z",
                 "level": 2, "mode": "online", "branch": "current",
                 "sites": [{"code": "PS1", "type": "primary", "version": "5.00.9141.1000",
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}],
                 "installed": [{"update": "%s"}]}"""
                .formatted(UUID.randomUUID(), hierarchyId, installed)
                .getBytes(UTF_8);
    }
}
