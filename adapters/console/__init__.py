"""The book in a terminal: for a person to talk to, and for a program to drive."""
