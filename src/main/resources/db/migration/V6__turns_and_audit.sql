-- Whose job was claimed when, by counting: of tenants that have as many jobs running, the one whose
-- turn is longest ago comes first. A clock may jump, and jobs are deleted; this is neither.
create table turns (
    tenant_id varchar(63) primary key,
    turn      bigint not null
);

insert into turns (tenant_id, turn) select distinct tenant_id, 0 from jobs;
