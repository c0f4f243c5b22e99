package io.tidings.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidings.schema.Plan.Applied;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Migration FIRST = Migration.of("a/001_first.sql", "create table a (id int);\n");
    private static final Migration SECOND = Migration.of("b/001_second.sql", "create table b (id int);\n");
    private static final Applied FIRST_APPLIED = new Applied(FIRST.path(), FIRST.checksum());

    @Test
    void allFilesRunOnAnEmptyDatabase() {
        assertThat(Plan.of(List.of(FIRST, SECOND), List.of())).isEqualTo(new Plan.Run(List.of(FIRST, SECOND)));
    }

    @Test
    void onlyMissingFilesRun() {
        assertThat(Plan.of(List.of(FIRST, SECOND), List.of(FIRST_APPLIED))).isEqualTo(new Plan.Run(List.of(SECOND)));
    }

    @Test
    void onlyMissingFilesRun_fileListedBeforeAnAppliedOne() {
        assertThat(Plan.of(List.of(SECOND, FIRST), List.of(FIRST_APPLIED))).isEqualTo(new Plan.Run(List.of(SECOND)));
    }

    @Test
    void newerSchemaIsRefused() {
        assertThat(Plan.of(List.of(SECOND), List.of(FIRST_APPLIED)))
                .asInstanceOf(type(Plan.Refuse.class))
                .extracting(Plan.Refuse::why)
                .asString()
                .contains("newer than this program", "a/001_first.sql");
    }

    @Test
    void changedFileIsRefused() {
        Migration changed = Migration.of(FIRST.path(), "create table a (id bigint);\n");
        assertThat(Plan.of(List.of(changed), List.of(FIRST_APPLIED)))
                .asInstanceOf(type(Plan.Refuse.class))
                .extracting(Plan.Refuse::why)
                .asString()
                .contains("a/001_first.sql", "changed", FIRST.checksum(), changed.checksum());
    }

    @Test
    void lineEndsDoNotChangeTheChecksum() {
        assertThat(Migration.of("a", "x;\r\ny;\r\n")).isEqualTo(Migration.of("a", "x;\ny;\n"));
    }
}
