"""Links from the report back to a frame."""

import pytest

from studio.core.links import FrameLink, parse_link


def test_a_link_leads_back_to_its_frame():
    link = FrameLink("c0ffee" * 10 + "beef", 291)

    assert link.url.startswith("lockout://clip/c0ffee")
    assert parse_link(link.url) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org",
        "lockout://clip/",
        "lockout://clip/xyz?frame=1",
        "lockout://clip/c0ffee?frame=1",
        f"lockout://clip/{'a' * 64}?frame=-1",
        f"lockout://clip/{'a' * 64}?frame=1&run=rm",
        f"lockout://clip/{'a' * 64}/../../etc?frame=1",
        f"lockout://clip/{'a' * 64}?frame=1\n",
    ],
)
def test_anything_else_is_no_link(text):
    assert parse_link(text) is None
