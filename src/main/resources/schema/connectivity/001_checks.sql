-- What the checks of connection points amounted to; the newest of each hierarchy are kept.
create table connectivity_check (
    number bigint generated always as identity primary key,
    hierarchy_id text not null,
    checked_at timestamptz not null,
    message integer not null,
    reached integer not null,
    failed jsonb not null
);

create index connectivity_check_by_hierarchy on connectivity_check (hierarchy_id, number desc);
