-- What is said of a model, whatever its versions: it may change, they do not.
alter table models add column description varchar(4000);
-- JSON of texts by name; null if there are none.
alter table models add column tags text;
-- The alias whose version answers where none is named; the newest does where this is null.
alter table models add column default_alias varchar(63);

-- Names of versions that may be moved from one to another. A version that has one is not deleted.
create table model_aliases (
  tenant_id varchar(63) not null,
  name      varchar(63) not null,
  alias     varchar(63) not null,
  version   integer not null,
  constraint model_aliases_of_tenant primary key (tenant_id, name, alias),
  constraint model_aliases_version foreign key (tenant_id, name, version)
      references model_versions (tenant_id, name, version)
);
