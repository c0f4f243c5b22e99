package io.tidings.bench;

import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Hierarchies put straight into the tables, evenly over standings that differ by the day of the download. */
final class Masses {

    private static final int PAGE = 100_000;
    private static final List<String> RELEASES = List.of("5.00.9135.1000", "5.00.9141.1000", "5.00.9146.1000");

    private static final String MASS =
            """
            with standings as (select array_agg(id order by id) as all from hierarchy_standing),
            mass as (
                select translate(encode(sha256(convert_to('mass-' || i, 'UTF8')), 'base64'), '+/=', '-_') as id,
                       s.all[1 + i % cardinality(s.all)] as standing
                  from standings s, generate_series($1::int, $2::int) as i)
            """;
    // those who come to a standing that somebody has count as told of what he was told: what is measured is the next
    // change
    private static final String TOLD = MASS
            + """
            , known as (
                select distinct on (h.standing) h.standing, t.epoch, t.edition
                  from hierarchy h join delivery_told t on t.hierarchy_id = h.id)
            insert into delivery_told (hierarchy_id, epoch, edition, at)
            select m.id, k.epoch, k.edition, now() from mass m join known k using (standing)
            on conflict do nothing""";
    private static final String FILL = MASS
            + """
            insert into hierarchy (id, tenant, report_id, collected_at, level, mode, branch, version, standing, topology,
                clients, warnings, serviced, highest_level)
            select id, 'default', gen_random_uuid(), now(), 2, 'ONLINE', 'current', '5.00.9141.1000', standing, '[]',
                   '[]', '[]', false, 2
              from mass on conflict do nothing""";

    private final Database database;
    private final int standings;

    Masses(Database database, int standings) {
        this.database = database;
        this.standings = standings;
    }

    void fillUpTo(int hierarchies) throws Exception {
        List<Standing> all =
                IntStream.range(0, standings).mapToObj(Masses::standing).toList();
        database.run(
                "insert into hierarchy_standing (id, canonical) select * from unnest($1::bytea[], $2::bytea[])"
                        + " on conflict do nothing",
                all.stream()
                        .map(standing -> Buffer.buffer(standing.id().bytes()))
                        .toArray(Buffer[]::new),
                all.stream()
                        .map(standing -> Buffer.buffer(standing.canonical()))
                        .toArray(Buffer[]::new));
        // what is put in here the statistics learn of too late
        database.run("set enable_nestloop = off");
        database.run("update delivery_mark set taken_until = 'infinity'");
        for (int from = 1; from <= hierarchies; from += PAGE) {
            int to = Math.min(from + PAGE - 1, hierarchies);
            database.run(TOLD, from, to);
            database.run(FILL, from, to);
        }
        database.run("set enable_nestloop = on");
        database.run("analyze");
        database.run("update delivery_mark set taken_until = '-infinity'");
        database.run("select pg_notify('hierarchy_standing', ''), pg_notify('hierarchy_move', '')");
    }

    private static Standing standing(int number) {
        return new Standing(
                Branch.CURRENT,
                Version.parse(RELEASES.get(number % RELEASES.size())),
                new BasePackage(null, BaseRing.GA, LocalDate.of(2000, 1, 1).plusDays(number)),
                new TreeSet<>(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>()));
    }
}
