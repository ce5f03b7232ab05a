"""What the bot does for itself, once a day: what is too old goes, what is kept is backed up, who left is noticed."""
