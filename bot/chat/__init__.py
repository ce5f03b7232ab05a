"""The words every part speaks: pure data, no I/O."""
