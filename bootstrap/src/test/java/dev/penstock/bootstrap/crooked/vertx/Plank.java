package dev.penstock.bootstrap.crooked.vertx;

public record Plank(int length) {}
