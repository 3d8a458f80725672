create table tariff (
  id       text primary key,
  document text not null
);

create table site (
  id             text primary key,
  name           text not null,
  zone           text not null,
  currency       text not null,
  week_start     integer not null,
  demand_minutes integer not null,
  billing_day    integer not null,
  tariff         text references tariff (id),
  carbon         text
);

create table meter (
  id        text primary key,
  site      text not null references site (id),
  name      text not null,
  role      text not null,
  parent    text references meter (id) deferrable initially deferred,
  max_power double precision,
  modulus   double precision,
  max_gap   bigint,
  formula   text
);

create index meter_site on meter (site);
create index meter_parent on meter (parent) where parent is not null;

create table channel (
  id    integer primary key,
  meter text not null references meter (id) on delete cascade,
  name  text not null,
  kind  text not null,
  unique (meter, name)
);

create table token (
  id      text primary key,
  name    text not null,
  access  text not null,
  sha256  text not null unique,
  created bigint not null
);

create table setting (
  key   text primary key,
  value text not null
);

create table exchange (
  id          bigint primary key,
  meter       text not null,
  channel     text not null,
  time        bigint not null,
  end_value   double precision not null,
  start_value double precision not null,
  note        text not null,
  entered     bigint not null,
  entered_by  text not null,
  undone      bigint,
  foreign key (meter, channel) references channel (meter, name) on delete cascade
);

create index exchange_channel on exchange (meter, channel);

create table correction (
  id         bigint primary key,
  meter      text not null,
  channel    text not null,
  time       bigint not null,
  interval_s integer not null,
  old_value  double precision,
  new_value  double precision,
  note       text not null,
  entered    bigint not null,
  entered_by text not null,
  undone     bigint,
  foreign key (meter, channel) references channel (meter, name) on delete cascade
);

create index correction_channel on correction (meter, channel);

-- Corrections that the series store has not acknowledged: they are brought there at the next start.
create table unsettled (
  correction bigint primary key references correction (id) on delete cascade
);

-- The last id that each table has given. The samples of a channel that is gone must never become
-- another channel's, so no id is given twice.
create table last_id (
  part text primary key,
  id   bigint not null
);

-- Which rows changed, for nodes that have the rest in memory. The last number is the version of the
-- catalog; old rows are cleared away, and who has missed them reads all anew.
create table catalog_change (
  id   bigint primary key,
  part text not null,
  key  text not null
);
