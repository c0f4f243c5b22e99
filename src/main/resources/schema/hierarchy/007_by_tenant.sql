-- All of a tenant's are asked for in the order of their ids, also those that have not reported.
create index hierarchy_tenant_by_tenant on hierarchy_tenant (tenant, hierarchy_id);
