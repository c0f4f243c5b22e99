-- Which epoch everybody is served from: one row, so that going live is one update that nobody sees half of.
create table relevance_live (
    only_one boolean primary key default true check (only_one),
    epoch bigint not null,
    since timestamptz not null default now()
);

insert into relevance_live (epoch) values (0);

-- The distinct standings, each judged once per epoch however many hierarchies share it. A row without its offers in an
-- epoch is work still to be claimed.
create table relevance_standing (
    id bytea primary key,
    canonical bytea not null
);

create table relevance_offer (
    epoch bigint not null,
    standing bytea not null,
    updates text[] not null,
    primary key (epoch, standing)
);

-- How far the feeds of the hierarchy room have been followed.
create table relevance_mark (
    feed text primary key,
    transaction bigint not null,
    row text not null
);

-- Outbox: what changed for a standing, written in the transaction that makes it live; told to each hierarchy from here,
-- at the pace of the broker and not of the publication.
create table relevance_change (
    id bigint generated always as identity primary key,
    epoch bigint not null,
    standing bytea not null,
    added text[] not null,
    removed text[] not null,
    told_up_to text not null default ''
);
