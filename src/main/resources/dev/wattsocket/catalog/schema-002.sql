-- A price plan, as the JSON that it was given in.
create table tariff (
  id       text primary key,
  document text not null
) strict, without rowid;

-- week_start: 1 is Monday. carbon: grams per kWh, or a series as "meter.channel".
alter table site add column week_start integer not null default 1;
alter table site add column demand_minutes integer not null default 15;
alter table site add column billing_day integer not null default 1;
alter table site add column tariff text references tariff (id);
alter table site add column carbon text;

-- W, Wh, ms; formula: "grid + solar - ev".
alter table meter add column max_power real;
alter table meter add column modulus real;
alter table meter add column max_gap integer;
alter table meter add column formula text;

create table exchange (
  id          integer primary key autoincrement,
  meter       text not null,
  channel     text not null,
  time        integer not null,
  end_value   real not null,
  start_value real not null,
  note        text not null,
  entered     integer not null,
  entered_by  text not null,
  undone      integer,
  foreign key (meter, channel) references channel (meter, name) on delete cascade
) strict;

create index exchange_channel on exchange (meter, channel);

create table correction (
  id         integer primary key autoincrement,
  meter      text not null,
  channel    text not null,
  time       integer not null,
  interval_s integer not null,
  old_value  real,
  new_value  real,
  note       text not null,
  entered    integer not null,
  entered_by text not null,
  undone     integer,
  foreign key (meter, channel) references channel (meter, name) on delete cascade
) strict;

create index correction_channel on correction (meter, channel);

-- Corrections that the series store has not acknowledged: they are brought there at the next start.
create table unsettled (
  correction integer primary key references correction (id) on delete cascade
) strict;
