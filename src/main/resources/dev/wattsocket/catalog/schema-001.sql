create table site (
  id       text primary key,
  name     text not null,
  zone     text not null,
  currency text not null
) strict, without rowid;

create table meter (
  id     text primary key,
  site   text not null references site (id),
  name   text not null,
  role   text not null,
  parent text references meter (id) deferrable initially deferred
) strict, without rowid;

create index meter_site on meter (site);
create index meter_parent on meter (parent) where parent is not null;

-- autoincrement: the samples of a channel that is gone must never become another channel's.
create table channel (
  id    integer primary key autoincrement,
  meter text not null references meter (id) on delete cascade,
  name  text not null,
  kind  text not null,
  unique (meter, name)
) strict;

create table token (
  id      text primary key,
  name    text not null,
  access  text not null,
  sha256  text not null unique,
  created integer not null
) strict, without rowid;

create table setting (
  key   text primary key,
  value text not null
) strict, without rowid;
