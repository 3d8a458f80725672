create table sample (
    channel integer not null,
    time bigint not null,
    value double precision not null,
    seconds integer not null,
    primary key (channel, time)
);
select create_hypertable('sample', 'time', chunk_time_interval => bigint '604800000', create_default_indexes => false);
create function sample_now() returns bigint language sql stable as 'select (extract(epoch from now()) * 1000)::bigint';
select set_integer_now_func('sample', 'sample_now');
alter table sample set (timescaledb.compress, timescaledb.compress_segmentby = 'channel', timescaledb.compress_orderby = 'time');
select add_compression_policy('sample', compress_after => bigint '2592000000');
create table sample_channel (channel integer primary key);
