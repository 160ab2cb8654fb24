package dev.penstock.bootstrap.crooked.storage.sql;

public record LayRow(int size) {}
