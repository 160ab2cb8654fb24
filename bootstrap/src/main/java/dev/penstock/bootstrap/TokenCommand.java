package dev.penstock.bootstrap;

import picocli.CommandLine.Command;

/** {@code penstock token ...}: makes, lists and revokes tokens. */
@Command(
        name = "token",
        description = "Make, list and revoke API tokens.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
        footer = {
            "",
            "In the data folder of a server that does not run (--data), or at one that does (--url).",
            "See: penstock token create --help"
        })
final class TokenCommand {}
