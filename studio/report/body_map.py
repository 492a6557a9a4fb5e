"""The body map as a picture for paper."""

from collections.abc import Collection, Iterator

from studio.core.body_map import (
    BODY_REGIONS,
    CORNER,
    FIGURE_GAP,
    FIGURE_SIZE,
    HEAD,
    BodyRegion,
    BodyView,
    figure_shift,
    outline_curves,
)

_ARM = 4.0
"""Half the size of the cross over a chosen region."""


def body_map_svg(chosen: Collection[str], *, accent: str) -> bytes:
    """Draw both figures; chosen regions are filled and crossed, so that a grey print shows them too.

    Args:
        chosen: ids of the places.
        accent: fill of the chosen ones, as "#rrggbb".
    """
    width = 2 * FIGURE_SIZE[0] + FIGURE_GAP
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {FIGURE_SIZE[1] + 2:g}">']
    parts += [_figure(view) for view in BodyView]
    for region in BODY_REGIONS:
        parts += _region(region, is_chosen=region.choice in chosen, accent=accent)
    return "".join((*parts, "</svg>")).encode()


def _figure(view: BodyView) -> str:
    curves = outline_curves()
    start_x, start_y = curves[-1][1]
    steps = " ".join(f"Q{x:g} {y:g} {to_x:g} {to_y:g}" for (x, y), (to_x, to_y) in curves)
    left, top, width, height = HEAD
    middle = f'cx="{left + width / 2:g}" cy="{top + height / 2:g}" rx="{width / 2:g}" ry="{height / 2:g}"'
    return (
        f'<g transform="translate({figure_shift(view):g} 0)" fill="#f2f4f6" stroke="#566472" stroke-width="1.2">'
        f'<path d="M{start_x:g} {start_y:g} {steps}Z"/><ellipse {middle}/></g>'
    )


def _region(region: BodyRegion, *, is_chosen: bool, accent: str) -> Iterator[str]:
    left, top, width, height = region.box
    left += figure_shift(region.view)
    x, y = left + width / 2, top + height / 2
    look = f'fill="{accent}" stroke="#17212b"' if is_chosen else 'fill="none" stroke="#566472" stroke-dasharray="2 2"'
    if region.is_round:
        yield f'<ellipse cx="{x:g}" cy="{y:g}" rx="{width / 2:g}" ry="{height / 2:g}" {look}/>'
    else:
        yield f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="{CORNER:g}" {look}/>'
    if is_chosen:
        yield (
            f'<path d="M{x - _ARM:g} {y - _ARM:g}L{x + _ARM:g} {y + _ARM:g}M{x - _ARM:g} {y + _ARM:g}'
            f'L{x + _ARM:g} {y - _ARM:g}" stroke="#ffffff" stroke-width="2.2"/>'
        )
