-- Which request created what: a request that is sent again is answered with the same resource.
create table idempotency_keys (
  scope           varchar(64)                 not null,
  idempotency_key varchar(255)                not null,
  request_hash    varchar(128)                not null,
  -- Null only inside the transaction that creates the resource.
  resource_id     varchar(255),
  created_at      timestamp(6) with time zone not null,
  primary key (scope, idempotency_key)
);

create index idempotency_keys_created_at on idempotency_keys (created_at);
