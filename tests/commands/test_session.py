"""A live session as a group sees it, where the answer to a press is the board."""

from tests.conversation import ADA, BEN, MODERATOR, Chat


async def test_a_session_from_its_board_to_its_minutes(small: Chat) -> None:
    host, ada, ben = small.seat(MODERATOR), small.seat(ADA), small.seat(BEN)

    board = await host.say('/session start "Research taste" agenda:"Beauty 20 | Ugliness"')
    assert "Session: Research taste" in board
    assert "Nobody speaks." in board
    assert host.labels == ["Raise hand", "Quick reply", "Lower hand", "Next", "Pause", "End"]

    assert await ada.say("/hand up what is beauty?") == "Your hand is up: you are next."
    assert await ben.say("/hand up") == "Your hand is up: 1 person is before you."
    assert await host.say("/session next") == "Ada has the floor."
    small.clock.forward(minutes=2)
    await ada.say("/note decision We read chapter two.")
    await host.say("/session end")
    minutes = await host.press("Yes, end it")

    assert minutes.splitlines() == [
        "Minutes: Research taste",
        "- 2026-11-21 09:00 to 09:02 UTC, 2 min without pauses.",
        "- Facilitated by Mo.",
        "Agenda",
        "- Beauty (2 min)",
        "- Ugliness (not taken up)",
        "Decisions",
        "- We read chapter two. (Ada, 09:02, Beauty)",
    ]
