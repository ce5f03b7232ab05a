"""What the bot asks for on a server, each with what it is for, and the link that invites it with just that.

Decides that nothing is asked for which only administrators have. Commands are answered without any of these.
"""

import discord

NEEDED = {
    "view_channel": "to find the channel of the daily prompt and of a discussion",
    "send_messages": "to post the daily prompt",
    "create_public_threads": "to open a thread when somebody presses Discuss",
    "send_messages_in_threads": "to post the prompt in that thread",
    "attach_files": "to add the minutes or an export as a file",
    "read_message_history": "to look, after a broken connection, whether a prompt has arrived",
    "pin_messages": "to pin the prompt of the day, where the group wants that",
}


def invite(application_id: int) -> str:
    """The address to open in a browser to add the bot to a server."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=("bot", "applications.commands"))
