"""What Discord allows, as numbers, each with the page that says so (docs.discord.com/developers).

Decides how a text is measured: in UTF-16 units, as Discord's own client counts, and in UTF-8 bytes, because a layout
with more than about 10,170 bytes of text is answered with an internal error (discord/discord-api-docs#8554); Chinese
gets there before it has 4,000 characters.
"""

MESSAGE_TEXT = 4000  # characters of all text in one layout; components/reference
MESSAGE_BYTES = 10_000  # UTF-8 bytes of the same
COMPONENTS = 40  # in one message, nested ones counted
ROW_BUTTONS = 5
CUSTOM_ID = 100
CHOICE_VALUE = 100  # of a menu and of a completion
CHOICE_LABEL = 100
MENU_CHOICES = 25
ALT_TEXT = 1024
MODAL_TITLE = 45
MODAL_ITEMS = 5
LABEL = 45
LABEL_HELP = 100
FIELD_TEXT = 4000
THREAD_NAME = 100  # resources/channel
COMMANDS = 100  # interactions/application-commands
MESSAGE_COMMANDS = 15
COMMAND_NAME = 32
DESCRIPTION = 100
STRING_OPTION = 6000
FOLLOW_UPS = 5  # of an interaction where only the person installed the app; interactions/receiving-and-responding
UPLOAD = 10 * 1024 * 1024  # bytes without a boosted server; reference, uploading files


def length(text: str) -> int:
    """Characters as Discord's client counts them: an emoji may be two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def size(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text) if text.isascii() else len(text.encode())
