insert into seen values (2);
