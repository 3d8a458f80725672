/// The series store on QuestDB, embedded: the only package that knows QuestDB.
@NullMarked
package dev.wattsocket.store.questdb;

import org.jspecify.annotations.NullMarked;
