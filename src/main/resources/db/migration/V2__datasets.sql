-- What is known of each dataset. Its row is written last, when the observations lie in the store
-- for good, and deleted first: observations without a row are rubbish, a row without them is not seen.
create table datasets (
    -- The first 32 hex digits of the SHA-256 of its content.
    id           varchar(32) primary key,
    name         varchar(200) not null,
    -- JSON array of names.
    column_names text not null,
    row_count    integer not null,
    sha256       varchar(64) not null,
    -- Where the observations lie; new with every upload, so that a deletion never meets a later one.
    storage      uuid not null unique,
    byte_size    bigint not null,
    -- JSON array: mean, standard deviation, minimum and maximum of each column.
    summary      text not null,
    created_at   timestamp(6) with time zone not null
);

create index datasets_by_age on datasets (created_at, id);

-- Observations of the PostgreSQL store: whole tiles, about 1 MiB in a row.
create table observation_chunks (
    storage    uuid not null,
    number     integer not null,
    bytes      bytea not null,
    created_at timestamp(6) with time zone not null default current_timestamp,
    primary key (storage, number)
);

-- Names the folder of this database's files, so that a service on another database that is pointed
-- at the same folder does not take them for rubbish.
create table observation_home (
    id uuid primary key
);

insert into observation_home (id) values (gen_random_uuid());
