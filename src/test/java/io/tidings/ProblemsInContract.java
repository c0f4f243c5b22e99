package io.tidings;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes into the contract what holds for every method, and is therefore said by none: whatever is refused is answered with a
 * problem document, which one place makes.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemsInContract implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getComponents().addSchema("Problem", problem());
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemsInContract::refuse);
    }

    private static void refuse(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") && response.getContent() == null && !isOAuth(operation)) {
                response.setContent(document());
            }
        });
        APIResponse any = OASFactory.createAPIResponse()
                .description("A problem (RFC 9457)")
                .content(document());
        operation.getResponses().addAPIResponse("default", any);
    }

    /** Its refusals are those of RFC 6749. */
    private static boolean isOAuth(Operation operation) {
        return "issueToken".equals(operation.getOperationId());
    }

    private static Content document() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    }

    private static Schema problem() {
        return object(Map.of(
                        "type", text("The kind, which programs compare: a path below /problems"),
                        "title", text("The kind in words"),
                        "status", of(SchemaType.INTEGER, "The status of the answer"),
                        "detail", text("What is wrong here, and what is expected"),
                        "instance", text("The path that was asked for"),
                        "traceId", text("Under which the log knows the request"),
                        "errors", array(errors())))
                .description("A refusal (RFC 9457); a kind may add members of its own")
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema errors() {
        return object(Map.of(
                "pointer", text("Where in the body: a JSON pointer (RFC 6901)"),
                "parameter", text("Or which parameter"),
                "detail", text("What is wrong there")));
    }

    private static Schema object(Map<String, Schema> properties) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).properties(properties);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema text(String description) {
        return of(SchemaType.STRING, description);
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}
