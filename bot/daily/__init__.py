"""The daily prompt: when it is due, which one it is, and that it arrives exactly once."""
