"""Everything a space owns as one file: its format, how a file is read, and what it would change."""
