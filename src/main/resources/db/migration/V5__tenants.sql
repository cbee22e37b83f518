-- Everything belongs to a tenant. What there is belongs to the default one; a new row has to say
-- whose it is. Keys that name a tenant first are made with the tables: the names of those that
-- there are differ between the databases.

alter table jobs add column tenant_id varchar(63) default 'default' not null;
alter table jobs alter column tenant_id drop default;
alter table jobs add constraint jobs_of_tenant unique (tenant_id, id);

-- The workers claim across tenants, by jobs_by_state; whoever looks sees his own.
create index jobs_by_tenant_and_age on jobs (tenant_id, kind, created_at, id);
create index jobs_by_tenant_and_subject on jobs (tenant_id, subject, state);
drop index jobs_by_age;
drop index jobs_by_subject;

alter table job_checkpoints add column tenant_id varchar(63) default 'default' not null;
alter table job_checkpoints alter column tenant_id drop default;
alter table job_checkpoints add constraint job_checkpoints_of_tenant
    foreign key (tenant_id, job_id) references jobs (tenant_id, id) on delete cascade;

alter table datasets rename to datasets_before;
drop index datasets_by_age;

create table datasets (
    tenant_id    varchar(63) not null,
    -- The first 32 hex digits of the SHA-256 of its content: the same under two tenants is two datasets.
    id           varchar(32) not null,
    name         varchar(200) not null,
    column_names text not null,
    row_count    integer not null,
    sha256       varchar(64) not null,
    storage      uuid not null,
    byte_size    bigint not null,
    summary      text not null,
    created_at   timestamp(6) with time zone not null,
    constraint datasets_of_tenant primary key (tenant_id, id),
    constraint datasets_storage unique (storage)
);

insert into datasets
  (tenant_id, id, name, column_names, row_count, sha256, storage, byte_size, summary, created_at)
select 'default', id, name, column_names, row_count, sha256, storage, byte_size, summary, created_at
from datasets_before;

drop table datasets_before;
create index datasets_by_tenant_and_age on datasets (tenant_id, created_at, id);

alter table observation_chunks add column tenant_id varchar(63) default 'default' not null;
alter table observation_chunks alter column tenant_id drop default;

alter table models rename to models_before;
alter table model_versions rename to model_versions_before;

create table models (
  tenant_id    varchar(63) not null,
  name         varchar(63) not null,
  last_version integer not null,
  constraint models_of_tenant primary key (tenant_id, name)
);

insert into models (tenant_id, name, last_version)
select 'default', name, last_version from models_before;

create table model_versions (
  tenant_id  varchar(63) not null,
  name       varchar(63) not null,
  version    integer not null,
  etag       varchar(64) not null,
  created_at timestamp(6) with time zone not null,
  summary    text not null,
  document   text not null,
  constraint model_versions_of_tenant primary key (tenant_id, name, version),
  constraint model_versions_model foreign key (tenant_id, name) references models (tenant_id, name)
);

insert into model_versions (tenant_id, name, version, etag, created_at, summary, document)
select 'default', name, version, etag, created_at, summary, document from model_versions_before;

drop table model_versions_before;
drop table models_before;

alter table idempotency_keys rename to idempotency_keys_before;
drop index idempotency_keys_created_at;

create table idempotency_keys (
  tenant_id       varchar(63)                 not null,
  scope           varchar(64)                 not null,
  idempotency_key varchar(255)                not null,
  request_hash    varchar(128)                not null,
  resource_id     varchar(255),
  created_at      timestamp(6) with time zone not null,
  constraint idempotency_keys_of_tenant primary key (tenant_id, scope, idempotency_key)
);

insert into idempotency_keys
  (tenant_id, scope, idempotency_key, request_hash, resource_id, created_at)
select 'default', scope, idempotency_key, request_hash, resource_id, created_at
from idempotency_keys_before;

drop table idempotency_keys_before;

-- Deliberately of all tenants: those that are too old are deleted together.
create index idempotency_keys_created_at on idempotency_keys (created_at);

-- Who may call. A key is never deleted: once there has been one, the service is not open again.
create table api_keys (
  id            varchar(16)                 primary key,
  tenant_id     varchar(63)                 not null,
  -- Words, separated by blanks.
  scopes        varchar(200)                not null,
  -- What is sent is random and long, so that no salt and no slow hash is needed.
  secret_sha256 varchar(64)                 not null,
  name          varchar(200)                not null,
  created_at    timestamp(6) with time zone not null,
  expires_at    timestamp(6) with time zone,
  last_used_at  timestamp(6) with time zone,
  revoked_at    timestamp(6) with time zone
);

create index api_keys_by_tenant_and_age on api_keys (tenant_id, created_at, id);
