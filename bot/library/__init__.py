"""What the group reads: read-only, in memory, loaded from YAML."""
