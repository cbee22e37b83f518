-- What is kept of the course of a job's work, beside its progress, and what those who watch it are
-- shown: JSON of whoever handles the kind. In a table of its own, as checkpoints are.
create table job_traces (
    tenant_id   varchar(63) not null,
    job_id      uuid not null,
    -- How often the trace was written, so that whoever follows it reads it only when it is new.
    written     bigint not null default 0,
    trace       text,
    -- Until when somebody in another process wants to see more than the progress.
    asked_until timestamp(6) with time zone,
    view        text,
    constraint job_traces_of_tenant primary key (tenant_id, job_id),
    constraint job_traces_job foreign key (tenant_id, job_id)
        references jobs (tenant_id, id) on delete cascade
);
