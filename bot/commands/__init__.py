"""What people can ask for: one file per capability, each thin."""
