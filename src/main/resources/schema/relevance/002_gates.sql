-- What in an offer is not for all: {"gates": [{"update", "step", "percent"}], "fallbacks": {update: [gated successors]}}.
-- Null where everybody gets all of it; updates then are what is offered, and otherwise all that is possible.
alter table relevance_offer add column gates jsonb;

-- Nobody has followed the outbox yet.
delete from relevance_change;

-- Who was offered what and is offered what now, as gates divide the hierarchies of a standing: both states whole, from
-- which the difference for one hierarchy follows.
alter table relevance_change
    drop column added,
    drop column removed,
    add column updates_before text[] not null,
    add column gates_before jsonb,
    add column updates text[] not null,
    add column gates jsonb;
