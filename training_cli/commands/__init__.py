"""The subcommands of ``optosar``, one a file. What computes is imported when a command runs, not for its help."""
