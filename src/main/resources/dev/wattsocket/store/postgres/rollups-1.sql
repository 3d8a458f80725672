create table rollup_day (
    channel integer not null,
    resolution integer not null,
    start bigint not null,
    energy bytea not null,
    levels bytea not null,
    primary key (channel, resolution, start)
);

create table rollup_progress (
    channel integer primary key,
    begins bigint not null,
    up_to bigint not null,
    late_up_to bigint not null,
    longest bigint not null,
    closed bigint not null,
    settled_for bigint not null,
    revised bigint not null,
    newest_quarter bigint not null
);

create table rollup_mark (
    id bigint generated always as identity primary key,
    channel integer not null,
    first_time bigint not null,
    last_time bigint not null
);

create index on rollup_mark (channel);

create table lease (
    name text primary key,
    holder text not null,
    until timestamptz not null
);

create table node (
    id text primary key,
    address text not null,
    version text not null,
    started bigint not null,
    sockets integer not null,
    stored bigint not null,
    bus_lag double precision not null,
    trouble text not null,
    settles boolean not null,
    told timestamptz not null
);
