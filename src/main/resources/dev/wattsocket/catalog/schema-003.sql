-- Changes of what readings mean whose consequences nobody has seen to yet. Times in ms.
create table untold (
  id        integer primary key autoincrement,
  meter     text not null,
  from_time integer not null,
  to_time   integer not null
) strict;
