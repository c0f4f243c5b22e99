-- What each hierarchy was told, once for each kind and subject.
create table notice_entry (
    number bigint generated always as identity primary key,
    hierarchy_id text not null,
    kind text not null,
    subject text not null,
    text text not null,
    posted_at timestamptz not null default now(),
    acknowledged_at timestamptz,
    unique (hierarchy_id, kind, subject)
);

create index notice_entry_by_hierarchy on notice_entry (hierarchy_id, number);

-- Messages of operators, with the last hierarchy that each was told to.
create table notice_broadcast (
    number bigint generated always as identity primary key,
    tenant text not null,
    message text not null check (message is json),
    sent_at timestamptz not null default now(),
    told_up_to text not null default '',
    done boolean not null default false
);

create index notice_broadcast_open on notice_broadcast (number) where not done;

-- The epoch up to which the watches have looked. Its row is locked while one of the replicas looks.
create table notice_watch (
    name text primary key,
    epoch bigint not null
);

-- What the hierarchies of a standing were offered when somebody looked last.
create table notice_offer (
    standing bytea primary key,
    updates text[] not null
);
