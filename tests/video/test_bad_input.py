"""Files that are no clips: one clear sentence and a remedy, nothing on stderr, no hang."""

import os
import subprocess
import sys
import wave
from contextlib import closing
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from barcode_clips import Recipe, barcode, write_clip

from studio.core.errors import UnreadableInput


def sound_only(path):
    with closing(av.open(str(path), "w")) as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), dtype=np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 8000, 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def sound_file(path):
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))


def without_frames(path):
    with closing(av.open(str(path), "w", container_options={"movflags": "empty_moov+frag_keyframe"})) as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()


def without_header(path):
    whole = write_clip(path.with_suffix(".whole.mp4")).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])  # the header stands at the end of a plain MP4


def without_beginning(path):
    whole = write_clip(path.with_suffix(".whole.mp4")).read_bytes()
    path.write_bytes(whole[2000:])


BAD_FILES = {
    "empty.mp4": (lambda path: path.write_bytes(b""), "is empty"),
    "random.mp4": (lambda path: path.write_bytes(np.random.default_rng(1).bytes(60_000)), "not a video"),
    "zeros.mov": (lambda path: path.write_bytes(bytes(60_000)), "not a video"),
    "text.mp4": (lambda path: path.write_text("This is not a clip. " * 500), "not a video"),
    "playlist.m3u8": (lambda path: path.write_text("#EXTM3U\n#EXTINF:5,\nhttp://x/1.ts\n"), "not a video"),
    "half.mp4": (without_header, "is incomplete"),
    "tail.mp4": (without_beginning, "not a video"),
    "one-byte.mkv": (lambda path: path.write_bytes(b"\x1a"), "not a video"),
    "sound.m4a": (sound_only, "sound but no picture"),
    "sound.wav": (sound_file, "sound but no picture"),
    "photo.jpg": (lambda path: cv2.imwrite(str(path), barcode(1)), "still picture"),
    "photo.png": (lambda path: cv2.imwrite(str(path), barcode(1)), "still picture"),
    "renamed-photo.mp4": (
        lambda path: path.write_bytes(cv2.imencode(".jpg", barcode(1))[1].tobytes()),
        "still picture",
    ),
    "still.gif": (
        lambda path: write_clip(path, Recipe(codec="gif", pixel_format="rgb8", frame_count=1)),
        "still picture",
    ),
    "no-frames.mp4": (without_frames, "no frames"),
    "folder.mp4": (Path.mkdir, "is a folder"),
    "missing.mp4": (lambda _path: None, "no clip at"),
    "bad\0name.mp4": (lambda _path: None, "cannot be read|no clip at"),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", BAD_FILES)
def test_what_is_no_clip_is_refused_in_one_sentence(library, tmp_path, name, capfd):
    make, words = BAD_FILES[name]
    path = tmp_path / name
    make(path)
    capfd.readouterr()
    for act in (library.probe, library.open):
        with pytest.raises(UnreadableInput, match=words) as caught:
            act(path)
        assert caught.value.summary.endswith(".")
        assert caught.value.summary.count(". ") == 0
        assert len(caught.value.remedy) > 10
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.timeout(10)
def test_a_pipe_is_refused_without_waiting_for_it(library, tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(UnreadableInput, match="is not a file"):
        library.probe(tmp_path / "pipe.mp4")


def test_a_file_without_permission_is_refused(library, tmp_path, plain_clip):
    """As another user: the super-user may read everything."""
    path = tmp_path / "mine.mp4"
    path.write_bytes(plain_clip.read_bytes())
    path.chmod(0)
    if os.access(path, os.R_OK):
        done = probe_as_nobody(path)
        assert "UnreadableInput" in done.stdout, done.stderr
        assert "may not be read" in done.stdout
        return
    with pytest.raises(UnreadableInput, match="may not be read"):
        library.probe(path)


def probe_as_nobody(path) -> subprocess.CompletedProcess[str]:
    for folder in path.parents:
        if folder.owner() != "root" or folder == folder.parent:
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys; from pathlib import Path; from studio.video import ClipLibrary; import studio.video.probing\n"
        "os.setuid(65534)\n"
        "try: ClipLibrary(Path('unused')).probe(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)


def test_cover_art_is_not_taken_for_the_video(library, tmp_path):
    path = tmp_path / "cover.mp4"
    plain = write_clip(tmp_path / "plain.mp4", Recipe(frame_count=20))
    photo = cv2.imencode(".jpg", barcode(512, width_px=640, height_px=480))[1].tobytes()
    with closing(av.open(str(plain))) as old, closing(av.open(str(path), "w")) as new:
        cover = new.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 640, 480, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        video = new.add_stream_from_template(old.streams.video[0])
        new.start_encoding()
        packet = av.Packet(photo)
        packet.stream, packet.pts, packet.dts, packet.time_base = cover, 0, 0, cover.time_base
        for moving in old.demux(old.streams.video[0]):
            if moving.size:
                moving.stream = video
                new.mux(moving)
        new.mux(packet)
    info = library.probe(path)
    assert (info.codec, info.width_px, info.clock.frame_count) == ("h264", 160, 20)


def test_damaged_clips_print_nothing(tmp_path, plain_clip):
    content = bytearray(plain_clip.read_bytes())
    for place in range(3000, len(content) * 3 // 4, 97):
        content[place] ^= 0x55
    path = tmp_path / "noise.mp4"
    path.write_bytes(content)
    code = (
        "import sys; from pathlib import Path; from studio.video import ClipLibrary\n"
        "from studio.core.errors import UnreadableInput\n"
        "try: [f for f in ClipLibrary(Path('unused')).open(Path(sys.argv[1])).frames()]\n"
        "except UnreadableInput: pass"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
