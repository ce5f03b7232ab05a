"""What the app may do in a workspace, and why each permission is needed. The README's list is made from this file."""

READS_FILES = "files:read"

REQUIRED = {
    "commands": "Answers to slash commands and shortcuts.",
    "chat:write": "Answers mentions, and writes to you directly where it cannot answer in a channel.",
    "app_mentions:read": "Hears when it is mentioned, which is the way to ask it inside a thread.",
    "metadata.message:read": "Hears from Slack that its own prompt has arrived, where the connection broke meanwhile.",
    "users:read": "Looks up your language, and whether you run the workspace.",
}
OPTIONAL = {
    "channels:read": "Looks, before a daily prompt is set up, whether it is in that channel.",
    "pins:write": "Pins the prompt of the day, where the group wants that.",
    "files:write": "Hands over minutes and exports as files; without it they come as text.",
    READS_FILES: "Opens the one file that you choose in a form, for /manage import.",
    "im:write": "Hands over your own export in your conversation with the app; without it it comes as text.",
}
NOT_ASKED = "It cannot read channels: no history scope is asked for, and no event with the messages of others."
