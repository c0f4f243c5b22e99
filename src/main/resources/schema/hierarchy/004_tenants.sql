-- Whose a hierarchy is, said when its connection point enrols: often before the first report makes its row.
create table hierarchy_tenant (
    hierarchy_id text primary key,
    tenant text not null
);

create index hierarchy_by_tenant on hierarchy (tenant, id);
