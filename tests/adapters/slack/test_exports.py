"""A whole export and import in a workspace: the form, the file, the button."""

from tests.adapters.slack.test_conversation import as_message, as_view
from tests.export.files import text_with
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shown import FieldErrors, ShownMessage
from tests.fakes.slack.world import Member


def moderator(slack: Acting) -> Member:
    return slack.workspace.members["U0MO"]


async def imported(slack: Acting, content: bytes, **given: object) -> ShownMessage:
    """What is shown of a file that was chosen in the form."""
    form = as_view(await slack.slash("/manage", "import", as_=moderator(slack)))
    return as_message(await slack.submit(form, {"file": content, **given}, as_=moderator(slack)))


async def test_an_export_comes_back(slack: Acting) -> None:
    mo = moderator(slack)
    await slack.slash("/manage", "settings lookups private", as_=mo)
    await slack.slash("/manage", "export", as_=mo)
    told = await slack.appears(mo)
    while not (isinstance(told, ShownMessage) and "in your messages with me" in told.text):
        told = await slack.appears(mo)
    kept = slack.uploads.contents["commonplace.json"]
    await slack.slash("/manage", "settings lookups public", as_=mo)

    shown = await imported(slack, kept)
    said = shown.text
    done = as_message(await slack.press(shown, "Import", as_=mo))

    assert shown.is_private
    assert "lookups: public → private" in said
    assert "Imported." in done.text
    assert "lookups: private" in as_message(await slack.slash("/manage", "settings", as_=mo)).text


async def test_a_channel_can_be_named_for_what_has_none_here(slack: Acting) -> None:
    shown = await imported(slack, text_with().encode(), channel=slack.somewhere.id)

    assert slack.somewhere.id in str(shown.blocks)


async def test_a_wrong_file_is_told_at_its_field(slack: Acting) -> None:
    form = as_view(await slack.slash("/manage", "import", as_=moderator(slack)))

    wrong = await slack.submit(form, {"file": b'{"a": 1, "a": 2}'}, as_=moderator(slack))

    assert isinstance(wrong, FieldErrors)
    assert "Line 1, column 10" in wrong.errors["file"]
