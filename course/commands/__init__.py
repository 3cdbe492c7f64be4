"""One module for each command: EXAMPLE, add_arguments(parser), run(options) -> exit code."""
