-- What is out there. One row per hierarchy holds its whole state (sites, warnings and items beside it as jsonb): a report
-- replaces the state as a whole, and one row a report is what makes the intake as fast as the database.

create table hierarchy (
    id text primary key,
    tenant text not null default 'default',
    report_id uuid not null,
    collected_at timestamptz not null,
    received_at timestamptz not null default now(),
    level smallint not null,
    mode text not null,
    branch text not null,
    version text not null,
    standing bytea not null,
    -- the transaction that moved it to this standing: what is followed must be followed in the order of commits
    moved_in xid8 not null default pg_current_xact_id(),
    sites jsonb not null,
    warnings jsonb not null
) with (fillfactor = 80); -- room on the page, so that a report that moves nothing touches no index

create index hierarchy_by_standing on hierarchy (standing, id);
create index hierarchy_by_move on hierarchy (moved_in, id);

create table hierarchy_standing (
    id bytea primary key,
    canonical bytea not null,
    first_seen timestamptz not null default now(),
    added_in xid8 not null default pg_current_xact_id()
);

create index hierarchy_standing_by_addition on hierarchy_standing (added_in, id);

create table hierarchy_servicing (
    hierarchy_id text not null,
    package_guid uuid not null,
    state integer not null,
    at timestamptz not null,
    primary key (hierarchy_id, package_guid)
);

create index hierarchy_servicing_by_package on hierarchy_servicing (package_guid, state);

-- The ledger of reports and their items, in one: a row says that a report was here. Its key begins with the hierarchy, so
-- that nobody can occupy a report id of another one, and so that one index serves dedupe, history and erasure.
create table hierarchy_report (
    hierarchy_id text not null,
    report_id uuid not null,
    collected_on date not null,
    received_at timestamptz not null default now(),
    level smallint not null,
    taken boolean not null,
    items jsonb,
    primary key (hierarchy_id, report_id, collected_on)
) partition by range (collected_on);

-- what is older than the kept months, or ahead of them, still has a place
create table hierarchy_report_else partition of hierarchy_report default;

-- only the fact of an erasure stays
create table hierarchy_erasure (
    hierarchy_id text primary key,
    erased_at timestamptz not null default now(),
    erased_in xid8 not null default pg_current_xact_id()
);

create index hierarchy_erasure_by_order on hierarchy_erasure (erased_in, hierarchy_id);
