"""Frames become pictures of the report: cut around the athlete, scaled down, compressed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio.core.analysis import Analysis
from studio.core.annotation import Annotation
from studio.core.annotation_figure import with_annotations
from studio.core.arrays import ByteArray
from studio.core.body_figure import draw_body
from studio.core.figure import Crop, Drawing
from studio.core.frame import Frame
from studio.core.links import FrameLink
from studio.core.rich_text import Paragraph, on_one_line, parse_rich
from studio.report.document import Still
from studio.report.moments import Moment, MomentKind
from studio.report.words import Words, plain

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_WIDTH_PX = 900
JPEG_QUALITY = 82
_ASPECT = 1.5
_MARGIN = 0.16
_SMALLEST_SHARE = 0.3
_FEWEST_KNOWN = 20


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of a report.

    Attributes:
        pictures: JPEG data by file name.
        stills: what is shown, by moment; moments whose frame is missing are absent.
    """

    pictures: Mapping[str, bytes]
    stills: Mapping[Moment, Still]

    def of(self, moments: tuple[Moment, ...], *kinds: MomentKind) -> tuple[Still, ...]:
        """The stills of some kinds, in order."""
        return tuple(self.stills[one] for one in moments if one.kind in kinds and one in self.stills)

    def evidence_for(self, fault: str) -> Still | None:
        """The still that shows a fault."""
        wanted = (one for one in self.stills if one.kind is MomentKind.EVIDENCE and one.fault == fault)
        return next((self.stills[one] for one in wanted), None)


def make_gallery(
    analysis: Analysis,
    moments: tuple[Moment, ...],
    frames: Mapping[int, Frame],
    words: Words,
    *,
    annotations: tuple[Annotation, ...] = (),
) -> Gallery:
    """Cut, scale and compress the frames of all moments, each frame once.

    Args:
        analysis: landmarks and signals.
        moments: what to show.
        frames: by index; a moment whose frame is not there is left out.
        words: for titles and alternative texts.
        annotations: what the coach drew.
    """
    crop = choose_crop(analysis)
    pictures: dict[str, bytes] = {}
    stills: dict[Moment, Still] = {}
    for moment in moments:
        frame = frames.get(moment.index)
        if frame is None:
            continue
        name = f"still-{moment.index}.jpg"
        if name not in pictures:
            pictures[name] = _encode(frame, crop, analysis)
        body = draw_body(analysis, index=moment.index, crop=crop)
        joints_px = analysis.landmarks.xy_px[moment.index]
        drawn = with_annotations(body, annotations, index=moment.index, joints_px=joints_px, crop=crop)
        drawing = replace(drawn, labels=tuple(replace(one, text=plain(one.text)) for one in drawn.labels))
        stills[moment] = _still(
            moment,
            name=name,
            drawing=drawing,
            aspect=crop.width / crop.height,
            words=words,
            link=FrameLink(analysis.clip.sha256, moment.index).url,
        )
    return Gallery(pictures, stills)


def encode_picture(rgb: ByteArray, *, most_wide_px: int) -> bytes:
    """A whole picture as JPEG, made smaller where it is too wide."""
    from PIL import Image

    picture = Image.fromarray(rgb)
    picture.thumbnail((most_wide_px, most_wide_px))
    return _jpeg(picture)


def choose_crop(analysis: Analysis) -> Crop:
    """The part of the picture that holds the athlete in every rep; all stills share it, so that they compare."""
    observation = analysis.observation
    width, height = float(observation.width_px), float(observation.height_px)
    xy_px = analysis.landmarks.xy_px
    if analysis.reps:
        times_s = observation.clock.times_s
        is_lifting = (times_s >= analysis.reps[0].start_s) & (times_s <= analysis.reps[-1].end_s)
        xy_px = xy_px[is_lifting] if is_lifting.any() else xy_px
    known = xy_px[np.isfinite(xy_px).all(axis=2)]
    if len(known) < _FEWEST_KNOWN:
        return Crop(0.0, 0.0, width, height)
    (left, top), (right, bottom) = np.percentile(known, [1.0, 99.0], axis=0)
    margin = _MARGIN * max(right - left, bottom - top)
    wide = max(right - left + 2.0 * margin, _SMALLEST_SHARE * width)
    high = max(bottom - top + 2.0 * margin, wide / _ASPECT)
    wide = min(max(wide, high * _ASPECT), width)
    high = min(wide / _ASPECT, height)
    wide = min(wide, high * _ASPECT)
    return Crop(
        left=min(max(0.5 * (left + right) - 0.5 * wide, 0.0), width - wide),
        top=min(max(0.5 * (top + bottom) - 0.5 * high, 0.0), height - high),
        width=wide,
        height=high,
    )


def _encode(frame: Frame, crop: Crop, analysis: Analysis) -> bytes:
    from PIL import Image

    high_px, wide_px = frame.rgb.shape[:2]
    scale_x = wide_px / analysis.observation.width_px
    scale_y = high_px / analysis.observation.height_px
    box = (
        round(crop.left * scale_x),
        round(crop.top * scale_y),
        max(round((crop.left + crop.width) * scale_x), round(crop.left * scale_x) + 1),
        max(round((crop.top + crop.height) * scale_y), round(crop.top * scale_y) + 1),
    )
    picture = Image.fromarray(frame.rgb).crop(box)
    if picture.width > MOST_WIDTH_PX:
        size = (MOST_WIDTH_PX, max(1, round(picture.height * MOST_WIDTH_PX / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.5)
    return _jpeg(picture)


def _jpeg(picture: "Image") -> bytes:
    data = io.BytesIO()
    picture.save(data, format="JPEG", quality=JPEG_QUALITY, optimize=True)
    return data.getvalue()


def _still(moment: Moment, *, name: str, drawing: Drawing, aspect: float, words: Words, link: str) -> Still:
    title = plain(moment.title) or words.own(f"still.{moment.kind.value}")
    where = [words.own("still.rep", rep=moment.rep)] if moment.rep else []
    caption = " · ".join([*where, words.clock(moment.time_s)])
    for duration_s in moment.spoken_s:
        caption = f"{caption} · {words.own('still.spoken', length=words.length(duration_s))}"
    said = plain(on_one_line(moment.comment))
    return Still(
        file=name,
        aspect=round(aspect, 5),
        title=title,
        caption=caption,
        alt=_alt(title, f"{caption} · {said}" if said else caption, drawing, words),
        comment=tuple(_printed(one) for one in parse_rich(moment.comment)),
        drawing=drawing,
        link=link,
    )


def _printed(paragraph: Paragraph) -> Paragraph:
    """Fit for print, with the spaces between its runs."""
    runs = []
    for run in paragraph.runs:
        before, after = (" " if edge.isspace() else "" for edge in (run.text[:1], run.text[-1:]))
        runs.append(replace(run, text=f"{before}{plain(run.text)}{after}"))
    return replace(paragraph, runs=tuple(runs))


def _alt(title: str, caption: str, drawing: Drawing, words: Words) -> str:
    angles = [arc.label for arc in drawing.arcs]
    told = [words.own("still.alt", title=title, caption=caption)]
    if angles:
        told.append(words.own("still.alt_angles", angles=", ".join(angles)))
    if drawing.labels:
        told.append(words.own("still.alt_labels", labels=", ".join(one.text for one in drawing.labels)))
    return " ".join(told)
