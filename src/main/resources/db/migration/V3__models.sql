-- A name keeps its counter when its versions are deleted, so that a version number is never reused.
create table models (
  name varchar(63) primary key,
  last_version integer not null
);

-- Versions are immutable. The document is what the service answers, byte for byte; the summary is
-- the part of it that lists show.
create table model_versions (
  name varchar(63) not null references models (name),
  version integer not null,
  etag varchar(64) not null,
  created_at timestamp(6) with time zone not null,
  summary text not null,
  document text not null,
  primary key (name, version)
);
