"""Discord: application commands, layout components, modals and threads, on discord.py."""
