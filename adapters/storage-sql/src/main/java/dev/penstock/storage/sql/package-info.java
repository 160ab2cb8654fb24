/**
 * Every store on an SQL database: SQLite inside the process, in three files of one data folder. Statements are built with jOOQ;
 * only the append of logs, which is hot, prepares its SQL once and binds by hand. Start at {@link
 * dev.penstock.storage.sql.SqlStorage}.
 */
@NullMarked
package dev.penstock.storage.sql;

import org.jspecify.annotations.NullMarked;
