create table sample (
    channel integer not null,
    time bigint not null,
    value double precision not null,
    seconds integer not null,
    primary key (channel, time)
) partition by range (time);
create table sample_channel (channel integer primary key);
