package dev.penstock.bootstrap.crooked.http.management;

public record EggJson(int count) {}
