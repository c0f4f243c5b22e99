-- What the updates refer to: releases, packages, sources. One document, replaced as a whole by an import.
create table catalog_frame (
    only_one boolean primary key default true check (only_one),
    document text not null check (document is json)
);

-- The updates, each as the whole document that was written; position keeps the order in which they came.
create table catalog_update (
    id         text primary key,
    position   integer generated always as identity,
    tenant     text        not null default 'default',
    revision   integer     not null,
    document   text        not null check (document is json),
    changed_at timestamptz not null,
    changed_by text        not null
);

-- The states of the catalog. A change starts a new one, and so does a date that passes: as_of is the day all verdicts of
-- the epoch are judged on, the same in every replica.
create table catalog_epoch (
    number   bigint primary key,
    as_of    date        not null,
    began_at timestamptz not null,
    cause    text        not null
);
