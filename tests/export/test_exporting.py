"""What is in the files of `/manage export`, and what is not."""

from dataclasses import replace
from datetime import date, time

from markdown_it import MarkdownIt

from bot.chat.place import Audience, Person
from bot.export.reading import read_now
from bot.export.records import Export
from bot.export.writing import fitted, text_of
from bot.state.plans import GroupPlan
from tests.commands.test_strangers import CANARY, ELSEWHERE, STRANGER, furnish
from tests.conversation import BEN, HERE, MODERATOR, Chat

HOSTILE = "<script>alert(1)</script> @everyone [a](https://evil.example) # big"


async def exported(chat: Chat) -> tuple[Export, str]:
    """What the files of this person's space hold: the one to keep, and the text of the one to read."""
    await chat.say("/manage export")
    kept, read = chat.reply.files
    return read_now(kept.content), read.content


async def furnished(chat: Chat) -> Chat:
    """A moderator in a space with something of everything."""
    await furnish(chat)
    owner, stores = chat.seat(MODERATOR), chat.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    await owner.say("/manage settings lookups private")
    await owner.say("/manage settings lookups public here")
    await owner.say("/manage hide SCA-01")
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person="ben", role="42")
    reads = GroupPlan("alone", {"first": date(2026, 11, 2)})
    await stores.plans.change(space, lambda plan: reads, by="mo", now=chat.clock())
    await chat.say("/vote Next? One | Two")
    await chat.choose("Your vote", "0")
    await owner.say("/vote Then? One | Two")
    await owner.choose("Your vote", "1")
    await owner.press("Close the vote")
    return owner


async def test_members_get_no_export(small: Chat) -> None:
    assert "Only moderators" in await small.say("/manage export")


async def test_the_files_are_for_the_moderator_alone(small: Chat) -> None:
    owner = small.seat(MODERATOR)

    await owner.say("/manage export")

    assert owner.answer.audience is Audience.PRIVATE
    assert [file.name for file in owner.reply.files] == ["commonplace.json", "commonplace.md"]


async def test_a_space_in_which_nothing_happened_can_be_exported(small: Chat) -> None:
    export, read = await exported(small.seat(MODERATOR))

    assert (export.home.platform, export.home.id) == (HERE.platform, HERE.space)
    assert export.own is not None
    assert (export.own.last, export.own.approved, export.log) == (0, (), ())
    assert read.startswith("# What this group keeps")


async def test_everything_that_the_group_owns_is_in_the_file(small: Chat) -> None:
    export, _ = await exported(await furnished(small))

    assert [(one.name, one.value, one.channel) for one in export.settings or ()] == [
        ("lookups", "private", None),
        ("lookups", "public", "general"),
    ]
    assert export.hidden == ("SCA-01",)
    assert export.moderators is not None
    assert (export.moderators.people, export.moderators.roles) == (("ben",), ("42",))
    assert export.plan is not None
    assert export.plan.dates == {"first": date(2026, 11, 2)}
    (schedule,) = export.schedules or ()
    assert (schedule.channel, schedule.at, schedule.pins) == (HERE.channel, time(10), True)
    assert export.own is not None
    assert [(one.id, one.words) for one in export.own.approved] == [("OUR-1", CANARY)]
    assert [one.words for one in export.own.waiting] == [f"{CANARY} twice, which waits"]
    assert export.own.last == 1
    (minutes,) = export.minutes or ()
    assert [one.title for one in minutes.agenda] == ["kestrel nests", "kestrel eggs"]
    assert "We keep the kestrel." in [one.text for one in minutes.entries]
    (vote,) = export.votes or ()
    assert (vote.question, vote.counts) == ("Then?", (0, 1))
    assert "setting lookups" in [one.subject for one in export.log or ()]


async def test_what_is_a_members_alone_is_not_in_the_file(small: Chat) -> None:
    owner = await furnished(small)
    member = small.seat(Person("canary-person", "Canary Name"))
    await member.say("/quote SCA-02")
    await member.press("Save")
    await member.say("/suggest quote")
    await member.fill(words="Nobody is to know.", speaker="X", source="Y", topic="taste", anonymous="yes")
    await member.say("/vote Who? One | Two")
    await member.choose("Your vote", "0")

    await owner.say("/manage export")

    assert [file.name for file in owner.reply.files if "anary" in file.content] == []


async def test_names_are_told_where_their_owners_let_members_know(small: Chat) -> None:
    await small.say("/suggest quote")
    await small.fill(words="Beauty guides.", speaker="Ben", source="Notes", topic="taste")

    export, read = await exported(small.seat(MODERATOR))

    assert export.own is not None
    assert [one.suggested_by for one in export.own.waiting] == ["Ada"]
    assert "Ada" in read


async def test_what_waits_for_somebodys_consent_is_not_in_the_file(small: Chat) -> None:
    await small.use("suggest.message", "The kestrel said so.", "Ben", author_id=BEN.id)
    await small.fill(words="The kestrel said so.", speaker="Ben", source="a message", topic="taste")
    owner = small.seat(MODERATOR)

    await owner.say("/manage export")

    assert [file.name for file in owner.reply.files if "kestrel" in file.content] == []


async def test_no_file_holds_anything_of_another_space(small: Chat) -> None:
    await furnished(small)
    stranger = small.seat(STRANGER, ELSEWHERE)

    await stranger.say("/manage export")

    for file in stranger.reply.files:
        assert "estrel" not in file.content
        assert "ben" not in file.content


async def test_nothing_in_the_markdown_means_anything(small: Chat) -> None:
    await small.say("/suggest prompt")
    await small.fill(words=HOSTILE, topic="taste")

    _, read = await exported(small.seat(MODERATOR))

    shown = MarkdownIt().render(read)
    assert "<script>" not in shown
    assert "<a " not in shown
    assert "alert(1)" in shown


async def test_a_file_in_chinese_is_read_like_any_other(small: Chat) -> None:
    owner = replace(await furnished(small), locale="zh")

    export, read = await exported(owner)

    assert export.hidden == ("SCA-01",)
    assert "## 纪要" in read


async def test_a_file_that_would_be_too_large_loses_its_oldest_history(small: Chat) -> None:
    export, _ = await exported(await furnished(small))
    assert export.log
    whole = len(text_of(export).encode())

    smaller, text = fitted(export, whole - 300)
    assert len(text.encode()) <= whole - 300
    assert (smaller.log or ())[-1:] == export.log[-1:]
    assert smaller.minutes == export.minutes

    least, _ = fitted(export, 10)
    assert (least.log, least.minutes) == ((), ())
    assert least.own == export.own
