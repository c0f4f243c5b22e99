-- Which of the rejected reports were put back, by their place in the topic: none goes round twice.
create table usage_replay (
    partition integer not null,
    position bigint not null,
    replayed_at timestamptz not null default now(),
    primary key (partition, position)
);
