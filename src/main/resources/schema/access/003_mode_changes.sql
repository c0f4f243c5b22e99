-- Modes that were asked for and wait for the site to restart its downloader: followed in the order of commits, by the
-- transaction that wrote them.
create table access_mode_change (
    client_id text not null,
    hierarchy_id text not null,
    mode text not null,
    asked_at timestamptz not null,
    asked_in xid8 not null default pg_current_xact_id(),
    primary key (asked_in, client_id)
);
create index access_mode_change_by_hierarchy on access_mode_change (hierarchy_id);
