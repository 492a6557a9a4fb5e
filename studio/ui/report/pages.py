"""Pages of a report as pictures, one below the other."""

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP_PX = 12


class _Page:
    """One page, unpacked when it is looked at for the first time."""

    def __init__(self, packed: bytes) -> None:
        buffer = QBuffer()
        buffer.setData(packed)
        self.size = QImageReader(buffer).size()
        self._packed = packed
        self._image: QImage | None = None

    @property
    def is_unpacked(self) -> bool:
        """Whether its picture is ready."""
        return self._image is not None

    @property
    def image(self) -> QImage:
        """Its picture; unpacking one takes some ten milliseconds."""
        if self._image is None:
            self._image = QImage.fromData(self._packed)
        return self._image


class PageColumn(QWidget):
    """Paints the pages to its width; keeps showing the last ones until new ones come.

    Of pages that come into view one is unpacked for each painting; the others are white paper until their turn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[_Page, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def page(self, index: int) -> QImage:
        """One of the pages."""
        return self._pages[index].image

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show other pages (PNG)."""
        self._pages = tuple(_Page(page) for page in pages)
        self.setAccessibleName(self.tr("Report, {count} pages").format(count=len(pages)))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Pages keep their shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all pages at a width."""
        return sum(self._height(page, width) + _GAP_PX for page in self._pages)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(420, self.heightForWidth(max(self.width(), 420)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, may_unpack = 0, True
        for page in self._pages:
            high = self._height(page, self.width())
            target = QRectF(0, top, self.width(), high)
            if target.intersects(QRectF(event.rect())):
                painter.fillRect(target, Qt.GlobalColor.white)
                if page.is_unpacked or may_unpack:
                    may_unpack = may_unpack and page.is_unpacked
                    painter.drawImage(target, page.image)
                else:
                    self.update(target.toAlignedRect())
            top += high + _GAP_PX
        painter.end()

    @staticmethod
    def _height(page: _Page, width: int) -> int:
        return round(page.size.height() * width / max(page.size.width(), 1))
