package io.tidings.bench;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** What it costs to be given a token over HTTP: the client is looked up, its secret compared, a token signed. */
final class Tokens implements Workload {

    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = Asking.table("POST /oauth2/token of one enrolled connection point, beside a bare answer");
        for (var program : around.programsUnderLoad()) {
            measure(program, around, table);
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var secret = random();
        try (var server = program.start(
                        "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0",
                        "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
                        "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret);
                var bare = BareAnswer.start(around.folder(), 800)) {
            var form = "grant_type=client_credentials&" + credentials(Caller.of(server, OPERATOR, secret));
            var beside = new Asking("bare 200", bare, new Load(bare.port, "/", 200));
            var tokens = new Asking(
                    program.shape().label + " token", server, Load.ofForm(server.port, "/oauth2/token", form));
            Asking.takeTurns(List.of(beside, tokens));
            beside.addTo(table, beside);
            tokens.addTo(table, beside);
        }
    }

    private static String credentials(Caller operator) throws Exception {
        var key = operator.post("/v1/enrolment-keys", "{}").path("enrolmentKey").asText();
        var given = operator.post(
                "/v1/hierarchies",
                """
                {"enrolmentKey": "%s", "hierarchyId": "%s", "mode": "online",
                 "site": {"code": "PS1", "type": "primary", "version": "5.00.9128.1000"}}"""
                        .formatted(key, random()));
        return "client_id=" + given.path("clientId").asText() + "&client_secret="
                + given.path("clientSecret").asText();
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
