"""What others may rely on about this room as a whole."""

import hashlib
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from barcode_clips import index_in

from studio.core.ports import FrameSource, ScrubWriter, VideoLibrary
from studio.video import ClipLibrary


def test_importing_the_room_loads_no_heavy_library(tmp_path):
    code = (
        "import sys, pathlib; from studio.video import ClipLibrary; ClipLibrary(pathlib.Path('x'))\n"
        "assert not {'av', 'cv2'} & set(sys.modules), 'loaded too early'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_room_fulfils_its_ports(tmp_path, plain_clip):
    library: VideoLibrary = ClipLibrary(tmp_path)
    source: FrameSource = library.open(plain_clip)
    writer: ScrubWriter = library.scrub_writer(source.info)
    writer.discard()
    source.close()


def test_probing_tells_what_the_file_is(library, plain_clip):
    info = library.probe(plain_clip)
    assert info.sha256 == hashlib.sha256(plain_clip.read_bytes()).hexdigest()
    assert (info.codec, info.width_px, info.height_px, info.bit_depth) == ("h264", 160, 96, 8)
    assert (info.is_hdr, info.has_audio, info.rotation_deg, info.notes) == (False, False, 0, ())
    assert info.clock.frame_count == 60


@pytest.mark.parametrize("name", ["Hüftstoß 体.mp4", "100%03d.mp4", "-i.mp4", "two words.MP4", "a#b&c.mp4"])
def test_unusual_file_names_are_only_names(library, plain_clip, tmp_path, name):
    path = Path(shutil.copy(plain_clip, tmp_path / name))
    with closing(library.open(path)) as source:
        assert index_in(source.read(7).rgb) == 7


def test_one_library_serves_several_threads(library, plain_clip):
    seen: dict[int, list[int]] = {}

    def look(number: int) -> None:
        with closing(library.open(plain_clip)) as source:
            seen[number] = [index_in(frame.rgb) for frame in source.frames()]

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {number: list(range(60)) for number in range(4)}
