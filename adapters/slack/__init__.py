"""Slack: commands, shortcuts, mentions, modals and the Home tab, over Socket Mode or HTTP with one code for both."""
