-- The standings whose hierarchies are to be told that something else is offered: work for whoever tells them, and no more
-- rows than standings. A newer epoch begins the work of a standing anew.
drop table relevance_change;

create table relevance_change (
    standing bytea primary key,
    epoch bigint not null,
    -- the last of its hierarchies that was dealt with
    told_up_to text not null default '',
    -- who takes it has so long: what a dead replica held is free again then
    taken_until timestamptz not null default '-infinity'
);
