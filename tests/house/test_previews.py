"""Every channel kind that is shipped has a drawing of its own, and every drawing belongs to a kind."""

from hub.channels import channel_kinds
from hub.web.previews import DRAWN


def test_every_channel_kind_has_a_preview() -> None:
    assert set(channel_kinds()) == DRAWN
