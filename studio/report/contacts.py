"""The contact sheet: many reports at a glance, those with a safety notice first."""

from collections.abc import Mapping, Sequence

from studio.core.plan import Tier
from studio.core.report import ContactCard, ReportStyle
from studio.report.assemble import make_coach
from studio.report.document import Contact, ContactSheet
from studio.report.stills import encode_picture
from studio.report.words import Words, plain

_LABEL = "label."
_URGENCY = {tier.value: place for place, tier in enumerate(Tier)}
_WIDE_PX = 420


def make_contacts(
    cards: Sequence[ContactCard], style: ReportStyle, words: Words
) -> tuple[ContactSheet, Mapping[str, bytes]]:
    """The sheet, and its pictures by file name; the most urgent cards first, otherwise in the order given."""
    ordered = sorted(cards, key=lambda card: -_URGENCY.get(card.tier, 0))
    pictures = {
        f"contact-{place}.jpg": encode_picture(card.picture, most_wide_px=_WIDE_PX)
        for place, card in enumerate(ordered)
        if card.picture is not None
    }
    coach, logo = make_coach(style)
    sheet = ContactSheet(
        paper=style.paper.value,
        language=words.language,
        title=words.own("contacts.title", count=len(ordered)),
        contacts=tuple(_contact(card, f"contact-{place}.jpg", words) for place, card in enumerate(ordered)),
        coach=coach,
        labels={key.removeprefix(_LABEL): text for key, text in words.chrome.items() if key.startswith(_LABEL)},
    )
    return sheet, {**pictures, **logo}


def _contact(card: ContactCard, file: str, words: Words) -> Contact:
    has_notice = card.tier != Tier.NONE.value
    return Contact(
        name=plain(card.name),
        athlete=plain(card.athlete) or words.own("head.nobody"),
        verdict=plain(card.verdict),
        facts=tuple(plain(fact) for fact in card.facts),
        file=file if card.picture is not None else "",
        alt=words.own("contacts.alt", name=plain(card.name)),
        tier=card.tier,
        tier_title=words.text(f"tier.{card.tier}.title") if has_notice else "",
        has_report=card.has_report,
    )
