"""The web chat: a page to try the book in, with no token and no account, on this machine alone."""
