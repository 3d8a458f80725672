create table seen (x integer not null);
insert into seen values (1);
