-- How far each room that holds something about hierarchies has followed the erasures.
create table hierarchy_follower (
    name text primary key,
    transaction bigint not null default 0,
    row text not null default ''
);
