"""The version, where reading it costs nothing; a test holds it to what `pyproject.toml` says."""

VERSION = "0.1.0"
