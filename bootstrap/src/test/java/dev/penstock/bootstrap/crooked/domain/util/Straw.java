package dev.penstock.bootstrap.crooked.domain.util;

record Straw(int length) {}
