-- Changes of what readings mean whose consequences nobody has seen to yet. Times in ms.
create table untold (
  id        bigint primary key,
  meter     text not null,
  from_time bigint not null,
  to_time   bigint not null
);
