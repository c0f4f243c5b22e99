-- What a row was before it was written anew: "returning old" is there since PostgreSQL 18.
do $$
begin
    if current_setting('server_version_num')::int < 180000 then
        raise exception 'PostgreSQL 18 or later is needed, this is %', current_setting('server_version');
    end if;
end
$$;

-- Most reports change of a hierarchy's state what is counted, and nothing else: the numbers of clients stand by themselves, and
-- of all the rest there is a digest, by which a report that changes nothing else is known without being written anew. What
-- every report changes stands last, so that the log of the database gets the end of the row only. Who still writes rows of
-- the older form must not write here: what was "sites" has another name.
create table hierarchy_anew (
    id text not null,
    tenant text not null default 'default',
    standing bytea not null,
    -- the transaction that moved it to this standing: what is followed must be followed in the order of commits
    moved_in xid8 not null default pg_current_xact_id(),
    level smallint not null,
    highest_level smallint not null,
    mode text not null,
    branch text not null,
    version text not null,
    -- the sites as JSON, but for their clients
    topology text not null,
    warnings text not null,
    shape uuid,
    collected_at timestamptz not null,
    received_at timestamptz not null default now(),
    report_id uuid not null,
    serviced boolean not null,
    -- the clients of each of the sites, as a JSON array in their order
    clients text not null
) with (fillfactor = 50);

insert into hierarchy_anew
select id, tenant, standing, moved_in, level, highest_level, mode, branch, version, s.topology, warnings, null, collected_at,
    received_at, report_id, serviced, s.clients
from hierarchy h, lateral (
    select coalesce(jsonb_agg(site - 'clients' order by place), '[]')::text as topology,
        coalesce(jsonb_agg(coalesce(site -> 'clients', 'null') order by place), '[]')::text as clients
    from jsonb_array_elements(h.sites::jsonb) with ordinality as one(site, place)) s;

drop table hierarchy;
alter table hierarchy_anew rename to hierarchy;
alter table hierarchy add constraint hierarchy_pkey primary key (id),
    alter column topology set statistics 0, alter column warnings set statistics 0, alter column clients set statistics 0,
    alter column shape set statistics 0;
create index hierarchy_by_standing on hierarchy (standing, id);
create index hierarchy_by_move on hierarchy (moved_in, id);
create index hierarchy_by_tenant on hierarchy (tenant, id);
