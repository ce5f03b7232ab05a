"""How much Slack takes, with where that is said; everything here is counted in characters or items.

Pages are docs.slack.dev's. Lengths are counted as sent, after `& < >` became entities.
"""

SECTION = 3000  # one text object (reference/block-kit/composition-objects/text-object)
HEADER = 150  # reference/block-kit/blocks/header-block
CONTEXT_ELEMENTS = 10  # reference/block-kit/blocks/context-block
ACTIONS_ELEMENTS = 25  # reference/block-kit/blocks/actions-block
ALT_TEXT = 2000  # reference/block-kit/blocks/image-block
URL = 3000  # reference/block-kit/block-elements/button-element
LABEL = 75  # a button's text, an option's text
OPTION_VALUE = 150  # reference/block-kit/composition-objects/option-object
OPTIONS = 100  # of one menu
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_TITLE = 24  # also the labels of its two buttons
METADATA = 3000  # private_metadata of a view
INPUT = 3000  # plain_text_input

TEXT = 4000  # recommended for a message's text; Slack cuts above 40,000 (reference/methods/chat.postMessage)
MESSAGE = 13_000  # all blocks of a message together: about 13,300 were measured (slackapi/bolt-js#2509),
BLOCK_COST = 125  # of which each block takes about this much itself

RESPONSES = 5  # uses of one response_url, within 30 minutes (interactivity/handling-user-interaction)
COMMANDS = 50  # slash commands of an app (reference/app-manifest)
COMMAND = 32  # characters of a slash command with its slash
SHORTCUTS = 10
USAGE_HINT = 1000
DESCRIPTION = 2000
SHORTCUT_DESCRIPTION = 150
BODY = 256 * 1024  # bytes of a delivery that are read before its signature is checked; ours, not Slack's
