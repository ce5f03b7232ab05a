"""Every table, with unit or shape of every column.

Decides that whatever a space owns carries its id and goes when the space goes, that a row is found by the
key it is asked by, and that a column with a person in it is marked (`person_column`), so that `personal`
can be held to account for it. Ids are text: no engine's counter, so rows can move from one engine to the
other. Changing a table means a migration beside it; a test compares the two.
"""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from bot.state.moment import Moment, Span

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def person_column(name: str, *, key: bool = False) -> Column[str]:
    """A column that holds a person's id on the platform; `erase_person` of its store must reach it."""
    return Column(name, Text, primary_key=key, nullable=False, info={"person": True})


def space_column(*, key: bool = False) -> Column[str]:
    """The space that owns the row: `spaces.id`. With the space go its rows."""
    return Column("space", Text, ForeignKey("spaces.id", ondelete="CASCADE"), primary_key=key, nullable=False)


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),  # "install" | "installed_at" | a note such as "discord.commands"
    Column("value", Text, nullable=False),  # install: 32 hex digits; installed_at: ISO 8601 in UTC; a note: any text
)

spaces = Table(
    "spaces",
    metadata,
    Column("id", Text, primary_key=True),  # ours: 12 random characters of base64url; new for every stay
    Column("platform", Text, nullable=False),  # "discord" | "slack" | "web" | "console"
    Column("key", Text, nullable=False),  # the platform's own id of the server or workspace
    Column("generation", Integer, nullable=False),  # 1 for the first stay, 2 after it was invited again, …
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),  # null while the bot is there; its rows go some days after
    UniqueConstraint("platform", "key", "generation"),
)
# One stay at a time. A stay that ended keeps its own id, so the next one cannot see its rows.
Index(
    "uq_spaces_present",
    spaces.c.platform,
    spaces.c.key,
    unique=True,
    sqlite_where=spaces.c.left_at.is_(None),
    postgresql_where=spaces.c.left_at.is_(None),
)
Index(
    "ix_spaces_left_at",
    spaces.c.left_at,
    sqlite_where=spaces.c.left_at.is_not(None),
    postgresql_where=spaces.c.left_at.is_not(None),
)

settings = Table(
    "settings",
    metadata,
    space_column(key=True),
    Column("scope", Text, primary_key=True),  # "" for the whole space, or a channel's id
    Column("key", Text, primary_key=True),  # the setting's name: "lookups"
    Column("value", Text, nullable=False),  # a word as people type it, or JSON where the setting is a list
    person_column("changed_by"),  # the moderator's id; "" once erased
    Column("changed_at", Moment, nullable=False),
)

drawn = Table(
    "drawn",
    metadata,
    space_column(key=True),
    Column("channel", Text, primary_key=True),  # the platform's id of the channel or thread
    Column("item", Text, primary_key=True),  # a quote's or a prompt's id: "GEN-01"
    Column("last_at", Moment, nullable=False),  # when this channel saw it last
    Column("times", Integer, nullable=False),  # how often it did, from 1
    # The rows are stored in the order of their key: one tree instead of two, and a look-up is one descent.
    sqlite_with_rowid=False,
)

saved = Table(
    "saved",
    metadata,
    space_column(key=True),
    person_column("person", key=True),
    Column("item", Text, primary_key=True),  # a quote's or a prompt's id
    Column("saved_at", Moment, nullable=False),
    Column("note", Text, nullable=False),  # the person's own words, or ""
)

parked = Table(
    "parked",
    metadata,
    Column("token", Text, primary_key=True),  # 22 random characters of base64url (128 bits)
    space_column(),
    Column("command", Text, nullable=False),  # the command's name: "quote"
    Column("values", Text, nullable=False),  # JSON list of strings, in the order of the command's options
    Column("parked_at", Moment, nullable=False),
    person_column("by"),  # whose answer the button is; "" where nobody asked
    person_column("said_by"),  # whose words it carries where they are somebody else's, or ""
    Index("ix_parked_parked_at", "parked_at"),
    Index("ix_parked_space", "space"),
)

moderators = Table(
    "moderators",
    metadata,
    space_column(key=True),
    Column("kind", Text, primary_key=True),  # "person" | "role"
    person_column("who", key=True),  # the platform's id of the person or the role
)

changes = Table(
    "changes",
    metadata,
    Column("id", Text, primary_key=True),  # 12 random characters of base64url
    space_column(),
    Column("at", Moment, nullable=False),
    person_column("by"),  # the moderator's id; "" once erased
    Column("subject", Text, nullable=False),  # what was changed: "setting lookups", "moderator role 42"
    Column("before", Text, nullable=False),  # JSON; null where there was nothing
    Column("after", Text, nullable=False),  # JSON; null where it was removed
    Column("undone", Integer, nullable=False),  # 1 once it was taken back
    Column("number", Integer, nullable=False),  # the order in the space, from 1; of its own, since clocks are put back
    Index("ix_changes_space_number", "space", "number"),
)

schedules = Table(
    "schedules",
    metadata,
    space_column(key=True),
    Column("id", Text, primary_key=True),  # 12 random characters of base64url
    Column("channel", Text, nullable=False),  # the platform's id of the channel
    Column("at", Text, nullable=False),  # wall-clock time: "09:00"
    Column("zone", Text, nullable=False),  # IANA name
    Column("days", Text, nullable=False),  # weekdays, 0 for Monday: "01234"
    Column("pauses", Text, nullable=False),  # JSON list of first and last date, both included
    Column("topics", Text, nullable=False),  # JSON list of topics' or prompts' ids; empty for all
    Column("order", Text, nullable=False),  # "shuffled" | "listed" | "plan"
    Column("at_end", Text, nullable=False),  # "reshuffle" | "stop" | "mix in"
    Column("opens_thread", Boolean, nullable=False),
    Column("pins", Boolean, nullable=False),
    Column("ping", Text, nullable=False),  # the id of a role, or ""
    Column("late", Integer, nullable=False),  # minutes after which a prompt does not come any more
    Column("on_unknown", Text, nullable=False),  # "skip" | "repeat"
    Column("seed", Text, nullable=False),  # what the order follows from
    Column("locks", Text, nullable=False),  # JSON object: date to prompt's id, "" for nothing, "=…" for one's own
    Column("round", Integer, nullable=False),  # how often every prompt has come
    Column("round_began", Moment, nullable=False),  # due time of the first prompt of this round
    Column("state", Text, nullable=False),  # "active" | "failing" | "paused"
    Column("reason", Text, nullable=False),  # the cause of the failure, or ""
    Column("failing", Integer, nullable=False),  # failing days in a row
    Column("failing_since", Text, nullable=False),  # the date of the first of them, or ""
    Column("revision", Integer, nullable=False),  # changes with every choice; a post of an older one does not leave
    Column("planned_through", Moment, nullable=False),  # deliveries are planned up to here
    person_column("set_by"),  # the moderator's id; "" once erased
    Column("set_in", Text, nullable=False),  # the channel in which it was set up
    Column("set_by_name", Text, nullable=False),  # what that moderator was called then; "" once erased
    sqlite_with_rowid=False,  # in the order of the key, in which a day of all of them is planned
)
Index(
    "ix_schedules_planned_through",
    schedules.c.planned_through,
    schedules.c.space,
    sqlite_where=schedules.c.state != "paused",
    postgresql_where=schedules.c.state != "paused",
)

deliveries = Table(
    "deliveries",
    metadata,
    space_column(key=True),
    Column("schedule", Text, primary_key=True),  # schedules.id, which may be gone since; "" for the whole space
    Column("kind", Text, primary_key=True),  # "prompt" | "digest" | a notice's cause: "channel gone"
    Column("day", Text, primary_key=True),  # the local date: "2026-11-21"
    Column("platform", Text, nullable=False),  # as in spaces
    Column("home", Text, nullable=False),  # the platform's own id of the space
    Column("channel", Text, nullable=False),  # where it goes or went; "" until that is decided, and once erased
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),  # the lateness limit
    Column("state", Text, nullable=False),  # bot.state.standing.State
    Column("next_at", Moment),  # when something is to be done; null when nothing is left
    Column("attempt", Integer, nullable=False),  # how often it was written down as being sent
    Column("attempted_at", Moment),  # the first attempt that may have arrived
    Column("looked", Integer, nullable=False),  # how often it was looked up, or a step tried, without an answer
    Column("lease", Text, nullable=False),  # the process that works on it, or ""
    Column("leased_until", Moment),  # by the database's clock where processes share it
    Column("token", Text, nullable=False),  # 24 hexadecimal digits, derived from the key
    Column("prompt", Text, nullable=False),  # the id of what is asked, "=…" for one's own question, "" before
    Column("round", Integer, nullable=False),  # the deck's round
    Column("content", Text, nullable=False),  # JSON object of what a notice tells
    Column("message", Text, nullable=False),  # the platform's id of the message, or ""
    Column("thread", Text, nullable=False),  # the platform's id of the thread under it, or ""
    Column("steps", Text, nullable=False),  # what is left to do with the message: "thread pin"
    Column("cause", Text, nullable=False),  # the last failure's kind, or ""
    Column("told", Text, nullable=False),  # the last failure in words, or ""
    Column("sent_at", Moment),
    person_column("reader"),  # to whom it goes or went directly, or ""
)
# Tokens are as good as random: an index of those that are only planned would cost a page written for each.
Index(
    "uq_deliveries_token",
    deliveries.c.token,
    unique=True,
    sqlite_where=deliveries.c.attempt > 0,
    postgresql_where=deliveries.c.attempt > 0,
)
Index(
    "ix_deliveries_next_at",
    deliveries.c.platform,
    deliveries.c.next_at,
    deliveries.c.due_at,
    sqlite_where=deliveries.c.next_at.is_not(None),
    postgresql_where=deliveries.c.next_at.is_not(None),
)
Index(
    "ix_deliveries_due_at",
    deliveries.c.due_at,
    sqlite_where=deliveries.c.next_at.is_(None),
    postgresql_where=deliveries.c.next_at.is_(None),
)
Index(
    "ix_deliveries_channel",
    deliveries.c.space,
    deliveries.c.channel,
    deliveries.c.due_at,
    sqlite_where=deliveries.c.channel != "",
    postgresql_where=deliveries.c.channel != "",
)

submissions = Table(
    "submissions",
    metadata,
    space_column(key=True),
    Column("id", Text, primary_key=True),  # 8 random hexadecimal digits
    Column("kind", Text, nullable=False),  # "quote" | "prompt"
    Column("content", Text, nullable=False),  # JSON: words, topic, speaker, source, asks
    person_column("by"),  # who suggested it; "" once erased
    Column("name", Text, nullable=False),  # how they were called then; "" once erased
    Column("anonymous", Boolean, nullable=False),  # whether members are not told who it was
    person_column("said_by"),  # whose message it is and whose consent is waited for; "" where nobody's
    Column("raised", Boolean, nullable=False),  # whether a discussion raised it as a question
    Column("state", Text, nullable=False),  # "asked" | "waiting" | "approved" | "rejected" | "duplicate" | …
    Column("reason", Text, nullable=False),  # why it was rejected, or of what it is a duplicate
    Column("revision", Integer, nullable=False),  # one more with every change: what a decision is compared with
    Column("item", Text),  # "OUR-1" once it was approved, for good
    Column("sent_at", Moment, nullable=False),
    Column("decided_at", Moment),  # null while it waits
    UniqueConstraint("space", "item"),
    Index("ix_submissions_space_state_sent_at", "space", "state", "sent_at"),
    Index("ix_submissions_space_by", "space", "by"),
)

own_libraries = Table(
    "own_libraries",
    metadata,
    space_column(key=True),
    Column("last", Integer, nullable=False),  # the number given last, so that none is given twice
    Column("version", Integer, nullable=False),  # one more whenever what members see of it changes
)

blocked = Table(
    "blocked",
    metadata,
    space_column(key=True),
    Column("fingerprint", Text, primary_key=True),  # of a person, one way, so that erasing one's data lifts no block
    Column("at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    space_column(key=True),
    Column("id", Text, primary_key=True),  # 12 random characters of base64url
    Column("channel", Text, nullable=False),  # the platform's id of the channel
    Column("thread", Text, nullable=False),  # the platform's id of the thread, or ""
    Column("topic", Text, nullable=False),  # what it is about, or ""
    Column("started_at", Moment, nullable=False),
    Column("stirred_at", Moment, nullable=False),  # when somebody did something last
    Column("ended_at", Moment),  # null while it runs
    person_column("host"),  # who facilitates; "" once erased
    Column("host_name", Text, nullable=False),
    person_column("offered"),  # to whom it is to be handed over, or ""
    Column("planned", Span),  # how long it is to take; null where nobody said
    Column("per_turn", Span, nullable=False),  # after how long a turn is long
    Column("pings", Boolean, nullable=False),  # whether the next speaker is pinged
    Column("clock_spent", Span, nullable=False),
    Column("clock_since", Moment),  # null while it is paused, and at its end
    Column("turn", Integer, nullable=False),  # how many turns have begun
    Column("calls", Integer, nullable=False),  # how often the floor was given or taken
    Column("arrivals", Integer, nullable=False),  # how many hands, quick replies and given places there were
    Column("door", Text, nullable=False),  # "open" | "last word" | "locked"
    person_column("speaker"),  # who speaks, or ""
    Column("speaker_about", Text, nullable=False),
    Column("speaker_replies", Boolean, nullable=False),  # whether it is a quick reply
    Column("speaker_spent", Span, nullable=False),
    Column("speaker_since", Moment),  # null while it is paused
    Column("item", Integer, nullable=False),  # the number of the agenda item at hand, or 0
    Column("board", Text, nullable=False),  # the platform's id of the board's message, or ""
    Column("version", Integer, nullable=False),  # rises with each change
)
# One session per channel or thread at a time.
Index(
    "uq_sessions_running",
    sessions.c.space,
    sessions.c.channel,
    sessions.c.thread,
    unique=True,
    sqlite_where=sessions.c.ended_at.is_(None),
    postgresql_where=sessions.c.ended_at.is_(None),
)
Index("ix_sessions_ended_at", sessions.c.ended_at)


def session_columns(table: str) -> tuple[Column[str], Column[str], ForeignKeyConstraint]:
    """The session that a row belongs to. With the session go its rows."""
    return (
        Column("space", Text, primary_key=True, nullable=False),
        Column("session", Text, primary_key=True, nullable=False),
        ForeignKeyConstraint(
            ["space", "session"],
            ["sessions.space", "sessions.id"],
            name=f"fk_{table}_session_sessions",
            ondelete="CASCADE",
        ),
    )


session_hands = Table(
    "session_hands",
    metadata,
    *session_columns("session_hands"),
    person_column("person", key=True),  # in the queue once
    Column("about", Text, nullable=False),  # the person's own words, or ""
    Column("arrived", Integer, nullable=False),  # the number of the hand; 0 where only a quick reply is up
    Column("replied", Integer, nullable=False),  # the number of the quick reply, or 0
    Column("place", Integer, nullable=False),  # the place that a facilitator gave, or 0
    Column("placed", Integer, nullable=False),  # when that was, counted together with the hands
)

session_voices = Table(
    "session_voices",
    metadata,
    *session_columns("session_voices"),
    person_column("person", key=True),
    Column("name", Text, nullable=False),
    Column("turns", Integer, nullable=False),  # 0 again thirty days after the end, as the two that follow
    Column("replies", Integer, nullable=False),
    Column("spoken", Span, nullable=False),
    Column("replied_in", Integer, nullable=False),  # the turn in which the last quick reply was heard, or 0
    Column("attends", Boolean, nullable=False),  # whether the minutes may name the person as present
)

session_items = Table(
    "session_items",
    metadata,
    *session_columns("session_items"),
    Column("number", Integer, primary_key=True),
    Column("position", Integer, nullable=False),  # from 0
    Column("title", Text, nullable=False),
    Column("planned", Span),  # null where nobody said
    Column("spent", Span, nullable=False),
    Column("since", Moment),  # null unless it is at hand and not paused
    Column("is_done", Boolean, nullable=False),
)

session_log = Table(
    "session_log",
    metadata,
    *session_columns("session_log"),
    Column("number", Integer, primary_key=True),  # from 1
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),  # bot.session.entry.Kind
    person_column("by"),  # who did it; "" where nobody did, or once erased
    Column("name", Text, nullable=False),  # that person's name; for a quotation, its speaker's
    Column("text", Text, nullable=False),  # a note's words, a quotation's, an item's title
    person_column("who"),  # the person whom it is about, or ""
    Column("about", Text, nullable=False),  # the id of the quotation or topic, or the number of an entry; or ""
)

polls = Table(
    "polls",
    metadata,
    space_column(key=True),
    Column("id", Text, primary_key=True),  # 8 random hexadecimal digits
    Column("question", Text, nullable=False),
    Column("choices", Text, nullable=False),  # JSON list of strings
    Column("hidden", Boolean, nullable=False),  # whether nobody sees the counts before it closes
    person_column("asked_by"),  # "" once erased
    Column("asked_at", Moment, nullable=False),
    Column("closes_at", Moment),  # null where only a moderator closes it
    Column("closed_at", Moment),  # null while votes are counted
    Column("result", Text),  # JSON list of counts in the order of the choices, once it closed
)

ballots = Table(
    "ballots",
    metadata,
    space_column(key=True),
    Column("poll", Text, primary_key=True),  # polls.id
    person_column("person", key=True),
    Column("choice", Integer, nullable=False),  # from 0; the row is deleted when the poll closes
)

plans = Table(
    "plans",
    metadata,
    space_column(key=True),
    Column("plan", Text, nullable=False),  # the id of a plan in the library, or "" where the group reads by none
    Column("dates", Text, nullable=False),  # JSON object: a section's id, or "(end)", to the date on which it begins
)

reached = Table(
    "reached",
    metadata,
    space_column(key=True),
    person_column("person", key=True),
    Column("plan", Text, nullable=False),  # as in plans
    Column("section", Text, nullable=False),  # the id of the section that they have come to, or "(end)"
    Column("since", Moment, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    space_column(key=True),  # one file waits in a space
    Column("token", Text, nullable=False),  # 22 random characters of base64url (128 bits)
    Column("content", Text, nullable=False),  # the file as it was understood: JSON, without names of members
    Column("channel", Text, nullable=False),  # where that goes which has no channel here, or ""
    Column("shown", Text, nullable=False),  # a checksum of what was shown of it
    Column("kept_at", Moment, nullable=False),  # an hour after which it is gone
    Index("ix_imports_kept_at", "kept_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # the platform's id of one delivery
    Column("received_at", Moment, nullable=False),
    Index("ix_inbox_received_at", "received_at"),
    sqlite_with_rowid=False,
)

# The two tables that follow are written by a platform's own library, on our engine; hence their counters, and times
# without a zone, in UTC. Who installed is not kept.
installed_bots = Table(
    "installed_bots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", Text, nullable=False),  # the app's id at the platform
    Column("app_id", Text, nullable=False),
    Column("enterprise_id", Text),  # the organisation, where there is one
    Column("enterprise_name", Text),
    Column("team_id", Text),  # the workspace; null where a whole organisation installed it
    Column("team_name", Text),
    Column("bot_token", Text),  # encrypted with the operator's key
    Column("bot_id", Text),
    Column("bot_user_id", Text),
    Column("bot_scopes", Text),  # what was granted, with commas between
    Column("bot_refresh_token", Text),  # encrypted with the operator's key
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
    Index("ix_installed_bots_client_id_team_id", "client_id", "team_id"),
)

installation_states = Table(
    "installation_states",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", Text, nullable=False),  # random; used up by the first who brings it back
    Column("expire_at", DateTime, nullable=False),
    UniqueConstraint("state"),
)
