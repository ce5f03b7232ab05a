"""One folder per platform; the folders do not know each other."""
