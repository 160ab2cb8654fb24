package dev.penstock.bootstrap.crooked.application.port;

final class EggBox {}
