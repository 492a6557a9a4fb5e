"""Pages of a report as pictures, one below the other."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP_PX = 12


class PageColumn(QWidget):
    """Paints the pages to its width; keeps showing the last ones until new ones come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[QImage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def page(self, index: int) -> QImage:
        """One of the pages."""
        return self._pages[index]

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show other pages (PNG)."""
        self._pages = tuple(QImage.fromData(page) for page in pages)
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
        top = 0
        for page in self._pages:
            high = self._height(page, self.width())
            target = QRectF(0, top, self.width(), high)
            if target.intersects(QRectF(event.rect())):
                painter.fillRect(target, Qt.GlobalColor.white)
                painter.drawImage(target, page)
            top += high + _GAP_PX
        painter.end()

    @staticmethod
    def _height(page: QImage, width: int) -> int:
        return round(page.height() * width / max(page.width(), 1))
