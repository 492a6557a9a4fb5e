"""Ready pictures of drawings look like drawings: same place, sharp at any zoom, in the right order."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QImage, QPainter

from studio.core.annotation import Annotation, DrawnPoint, DrawStyle, Shape
from studio.ui.player.annotation_layer import AnnotationLayer, LayerView
from studio.ui.player.view_transform import ViewTransform

SIZE = (640, 360)
FITTED = ViewTransform(QSizeF(1280, 720), QSizeF(*SIZE))


def drawing(name: int, shape: Shape = Shape.LINE, *, at: float = 300.0, color: str = "yellow", **more) -> Annotation:
    places = [(at, 200.0), (at + 200.0, 380.0), (at + 90.0, 250.0)][: shape.point_count]
    points = tuple(DrawnPoint(x_px, y_px) for x_px, y_px in places)
    more = {"first_index": 10, "last_index": 30, "style": DrawStyle(color, 4.0), "text": "knee"} | more
    return Annotation(f"a{name}", shape, points, **more)


def painted(layer: AnnotationLayer, view: ViewTransform = FITTED, *, index: int = 20, ratio: float = 1.0) -> np.ndarray:
    image = QImage(round(SIZE[0] * ratio), round(SIZE[1] * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0x404040)
    with QPainter(image) as painter:
        layer.paint(painter, LayerView(view, index))
    shape = (image.height(), image.width(), 4)
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[..., :3].astype(int)


def again(layer: AnnotationLayer, view: ViewTransform = FITTED, **options) -> np.ndarray:
    """The picture once everything that can be kept is kept."""
    for _turn in range(12):
        picture = painted(layer, view, **options)
    return picture


@pytest.fixture
def layer(qtbot) -> AnnotationLayer:
    return AnnotationLayer()


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_kept_drawing_looks_like_a_new_one(layer, shape, ratio):
    layer.show((drawing(1, shape, number=3),), ())
    first = painted(layer, ratio=ratio)
    assert np.ptp(first) > 100
    difference = np.abs(again(layer, ratio=ratio) - first).max(axis=2)
    assert (difference > 40).mean() < 0.0005  # edges of letters may differ by one shade of grey
    assert difference.mean() < 0.05


def test_a_drawing_stays_on_its_place_when_the_picture_is_zoomed_and_moved(layer):
    layer.show(tuple(drawing(number, shape) for number, shape in enumerate((Shape.ARROW, Shape.ANGLE))), ())
    again(layer)
    for view in (
        FITTED.zoomed(1.7, QPointF(200, 150)),
        FITTED.zoomed(1.7, QPointF(200, 150)).panned(QPointF(30, -20)),
        FITTED.zoomed(1.7, QPointF(200, 150)).panned(QPointF(30.4, -20.3)),
        FITTED.mirrored(),
    ):
        fresh = AnnotationLayer()
        fresh.show(layer.annotations, ())
        expected = painted(fresh, view)
        for _turn in range(3):
            assert np.abs(painted(layer, view) - expected).mean() < 0.05


def test_the_later_drawing_lies_over_the_earlier_one(layer):
    crossing = Annotation(
        "b", Shape.LINE, (DrawnPoint(300.0, 380.0), DrawnPoint(500.0, 200.0)), 10, 30, style=DrawStyle("sky", 12.0)
    )
    for order in ((drawing(1), crossing), (crossing, drawing(1))):
        layer.show(order, ())
        first = painted(layer)
        assert np.abs(again(layer) - first).mean() < 0.05


def test_a_drawing_that_was_changed_is_drawn_anew(layer):
    layer.show((drawing(1),), ())
    before = again(layer)
    layer.show((drawing(1, color="pink"),), ())
    fresh = AnnotationLayer()
    fresh.show(layer.annotations, ())
    expected = painted(fresh)
    assert np.abs(expected - before).max() > 50
    assert np.abs(painted(layer) - expected).mean() < 0.05
    assert np.abs(again(layer) - expected).mean() < 0.05


def test_a_distance_follows_the_scale_that_becomes_known(layer):
    layer.show((drawing(1, Shape.DISTANCE, text=""),), ())
    before = again(layer)
    layer.metres_per_px = 0.002
    assert np.abs(painted(layer) - before).max() > 50


def test_drawings_come_and_go_with_their_frames(layer):
    layer.show((drawing(1, fade_frames=4),), ())
    full = np.abs(again(layer, index=20) - 0x40).sum()
    fading = np.abs(painted(layer, index=32) - 0x40).sum()
    assert 0.3 * full < fading < 0.9 * full
    assert np.abs(painted(layer, index=40) - 0x40).sum() == 0
