"""One module per command, imported only when it is run: `configure(parser)` and `run(args) -> exit code`."""
