"""The built-in library, shipped with the bot; see README.md."""
