"""A local Slack: Web API, Socket Mode, signed HTTP, response URLs, views, files and OAuth, from Slack's public pages.

Decides that unmodified slack-bolt and slack_sdk clients connect to it, that it refuses what Slack refuses, and that
it shows what each person would see. Facts are from docs.slack.dev; where a page is silent, the stricter reading.
"""
