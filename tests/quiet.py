"""What a PostgreSQL must be told before a site starts with it."""

# As docs/operate.md asks for: else a site does not start with it.
QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "wal_recycle": "off",
}
