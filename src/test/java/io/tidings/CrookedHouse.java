package io.tidings;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A small house in which each rule is broken once, compiled when the tests run: it shows that a rule can go red. A fault is
 * one class, so a rule that is seen red here names that class.
 */
final class CrookedHouse {

    private static final List<JavaFileObject> FAULTS = List.of(
            fault("util", "Strings", "class Strings {}"),
            fault("weather", "Forecast", "class Forecast {}"),
            fault("catalog.rows", "Deep", "class Deep {}"),
            fault("hierarchy", "Gossip", "class Gossip { io.tidings.delivery.Parcel tells; }"),
            fault("delivery", "Parcel", "public record Parcel(io.tidings.hierarchy.Ring ring) {}"),
            fault("hierarchy", "Ring", "public record Ring(io.tidings.delivery.Parcel parcel) {}"),
            fault("notice", "Caller", "class Caller { io.tidings.Program program; }"),
            fault("", "Program", "public class Program {}"),
            fault("catalog", "Tied", "public record Tied(io.smallrye.mutiny.Uni<String> later) {}"),
            fault("catalog", "ShownRow", "public class ShownRow {}"),
            fault("trust", "Sealed", "class Sealed { io.vertx.core.Vertx vertx; }"),
            fault("client", "Heavy", "class Heavy { io.smallrye.mutiny.Uni<String> later; }"),
            fault("usage", "Intake", "@jakarta.ws.rs.Path(\"/intake\") class Intake {}"),
            fault(
                    "usage",
                    "Reader",
                    "class Reader { @org.eclipse.microprofile.reactive.messaging.Incoming(\"in\") void read(String s) {} }"),
            fault("usage", "Line", "@jakarta.persistence.Entity class Line { @jakarta.persistence.Id Long id; }"),
            fault("client", "Send", "@picocli.CommandLine.Command class Send {}"),
            fault("usage", "Knobs", "@io.smallrye.config.ConfigMapping(prefix = \"tidings.knobs\") interface Knobs {}"),
            fault(
                    "usage",
                    "MoreKnobs",
                    "@io.smallrye.config.ConfigMapping(prefix = \"tidings.usage\") interface MoreKnobs {}"),
            fault("access", "Field", "class Field { @jakarta.inject.Inject String key; }"),
            fault("access", "Setter", "class Setter { @jakarta.inject.Inject void key(String key) {} }"),
            fault(
                    "access",
                    "Loose",
                    "class Loose { Loose(@org.eclipse.microprofile.config.inject.ConfigProperty(name = \"a\") String a) {} }"),
            fault(
                    "delivery",
                    "Sleeper",
                    "class Sleeper { String go(io.smallrye.mutiny.Uni<String> u) { return u.await().indefinitely(); } }"),
            fault(
                    "delivery",
                    "Joiner",
                    "class Joiner { String go(java.util.concurrent.CompletableFuture<String> f) { return f.join(); } }"),
            fault("delivery", "Talker", "class Talker { void go() { System.out.println(1); } }"),
            fault(
                    "delivery",
                    "OpenResource",
                    """
                    @jakarta.ws.rs.Path("/open") class OpenResource {
                        @jakarta.ws.rs.GET public String read() { return ""; }
                    }"""),
            fault("relevance", "Judge", "interface Judge { void judge(); }"),
            fault("relevance", "OnlyJudge", "class OnlyJudge implements Judge { public void judge() {} }"));

    private CrookedHouse() {}

    static JavaClasses buildIn(Path folder) {
        compile(folder);
        return new ClassFileImporter().importPath(folder);
    }

    private static void compile(Path classes) {
        var complaints = new StringWriter();
        var options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
        var done = ToolProvider.getSystemJavaCompiler()
                .getTask(complaints, null, null, options, null, FAULTS)
                .call();
        if (!done) {
            throw new IllegalStateException("the crooked house does not compile: " + complaints);
        }
    }

    private static JavaFileObject fault(String room, String name, String code) {
        String folder = room.isEmpty() ? Rooms.ROOT : Rooms.ROOT + "." + room;
        return new SimpleJavaFileObject(URI.create("crooked:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package " + folder + ";\n" + code;
            }
        };
    }
}
