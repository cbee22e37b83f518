-- The queue, its history and its checkpoints. The queue never reads what stands in request,
-- progress, result, failure and checkpoints: that is JSON text and bytes of whoever handles the kind.
create table jobs (
    id          uuid primary key,
    kind        varchar(40) not null,
    -- What the job works on (a dataset), so that it is not deleted meanwhile.
    subject     varchar(200),
    state       varchar(12) not null,
    -- Claims that did not come to an orderly end, the running one included.
    attempts    integer not null default 0,
    -- The fence: every write of a running job names the process that claimed it and the number of the claim.
    owner       uuid,
    epoch       bigint not null default 0,
    lease_until timestamp(6) with time zone,
    request     text not null,
    progress    text,
    result      text,
    failure     text,
    created_at  timestamp(6) with time zone not null,
    -- The place in the queue; a job that was taken over keeps it, a resumed one queues up anew.
    queued_at   timestamp(6) with time zone not null,
    started_at  timestamp(6) with time zone,
    finished_at timestamp(6) with time zone
);

create index jobs_by_state on jobs (state, queued_at, id);
create index jobs_by_age on jobs (kind, created_at, id);
create index jobs_by_subject on jobs (subject, state);

-- In a table of its own, so that the frequent small writes to a job never rewrite it; in parts,
-- because a bytea of H2 holds at most 1 MiB.
create table job_checkpoints (
    job_id uuid not null references jobs (id) on delete cascade,
    part   integer not null,
    bytes  bytea not null,
    primary key (job_id, part)
);
