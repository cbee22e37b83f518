-- Whose job was claimed when, by counting: of tenants that have as many jobs running, the one whose
-- turn is longest ago comes first. A clock may jump, and jobs are deleted; this is neither.
create table turns (
    tenant_id varchar(63) primary key,
    turn      bigint not null
);

insert into turns (tenant_id, turn) select distinct tenant_id, 0 from jobs;

-- Who did what to what, from where, and how it ended. Entries are added and, when they are old,
-- deleted; none is ever changed.
create table audit (
    number     bigint generated always as identity primary key,
    written_at timestamp(6) with time zone not null,
    request_id uuid not null,
    -- Of the caller; null if he was not known.
    tenant_id  varchar(63),
    caller     varchar(200) not null,
    operation  varchar(200) not null,
    object     varchar(200) not null,
    address    varchar(200) not null,
    status     integer not null
);

create index audit_by_age on audit (written_at);
create index audit_by_tenant on audit (tenant_id, number);
