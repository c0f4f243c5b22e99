-- What each hierarchy was last told of on offers-changed. It is noted before it is sent, so that a record which is sent
-- again, by whoever takes up the work of a dead replica, is the same record.
create table delivery_told (
    hierarchy_id text primary key,
    epoch bigint not null,
    edition bigint not null,
    -- the edition that it knew before, 0 for none, until Kafka has acknowledged the record
    was bigint,
    at timestamptz not null,
    -- who sends it has so long: then somebody else may
    sent_until timestamptz not null default '-infinity'
) with (fillfactor = 60); -- room on the page: each record is two updates that touch no index

-- How far the hierarchies that moved have been told, and how long somebody has that work to himself.
create table delivery_mark (
    name text primary key,
    transaction bigint not null default 0,
    row text not null default '',
    taken_until timestamptz not null default '-infinity'
);

insert into delivery_mark (name) values ('moves');
