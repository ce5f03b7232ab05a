"""The Library: pages to browse what the group reads, for which no script is needed."""
