package io.tidings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which program this is: version, commit and build time, as the build wrote them down. */
class BuildFacts implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties facts = new Properties();
        try (InputStream in = BuildFacts.class.getResourceAsStream("/tidings-build.properties")) {
            if (in != null) {
                facts.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {
            "tidings " + facts.getProperty("git.build.version", "of an unknown version"),
            // a source archive has no commit
            "commit " + facts.getProperty("git.commit.id.abbrev", "unknown"),
            "built " + facts.getProperty("git.build.time", "unknown")
        };
    }
}
