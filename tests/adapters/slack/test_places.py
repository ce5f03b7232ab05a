"""Which places are one person's alone."""

import pytest

from adapters.slack.incoming import Installed, Way

INSTALLED = Installed("T1", "xoxb")


@pytest.mark.parametrize(("channel", "is_alone"), [("C1", False), ("G1", False), ("D1", True), ("", True)])
def test_a_place_is_somebodys_alone_in_direct_messages_and_outside_of_channels(channel: str, is_alone: bool) -> None:
    assert Way(INSTALLED, "U1", channel=channel).is_alone is is_alone
