"""Where the pose model comes from, in which order, and what happens when nothing can be reached."""

import hashlib
import io
import multiprocessing
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from studio.core.errors import Cancelled, MissingComponent, UsageError
from studio.core.ports import ModelStatus
from studio.pose import known_models
from studio.pose.bundle import build_bundle
from studio.pose.known_models import OfficialModel, WheelModel
from studio.pose.model_sources import OfficialAddress, PackageWheel, Unavailable
from studio.pose.model_store import ModelStore
from tests.pose.conftest import tiny_network

DETECTOR, LANDMARKER = tiny_network(1), tiny_network(2)
BUNDLE = build_bundle(detector=DETECTOR, landmarker=LANDMARKER)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


TINY_WHEEL = WheelModel(
    variant="full",
    requirement="tiny==1.0",
    detector="tiny/detector.tflite",
    detector_sha256=sha256(DETECTOR),
    landmarker="tiny/landmarker.tflite",
    landmarker_sha256=sha256(LANDMARKER),
    sha256=sha256(BUNDLE),
)


@pytest.fixture(autouse=True)
def tiny_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny bundle is the only known one, so that no test needs megabytes."""
    monkeypatch.setattr(known_models, "WHEEL_MODEL", TINY_WHEEL)


class Source:
    """Delivers what it is given and notes that it was asked."""

    def __init__(self, origin: str, content: bytes | None) -> None:
        self.origin = origin
        self._content = content
        self.asked: list[str] = []

    def offers(self, variant: str) -> bool:
        return variant == "full"

    def deliver(self, variant: str, progress: object) -> bytes:
        self.asked.append(variant)
        if self._content is None:
            raise Unavailable("out of reach")
        return self._content


def quiet(_share: float, _what: str) -> None:
    pass


def test_a_configured_file_comes_first(folder: Path, tmp_path: Path) -> None:
    configured = tmp_path / "pose_landmarker_full.task"
    configured.write_bytes(BUNDLE)
    folder.mkdir()
    (folder / "pose_landmarker_full.task").write_bytes(BUNDLE)
    found = ModelStore(folder, configured).locate()
    assert found is not None
    assert (found.path, found.origin, found.variant) == (configured, "configured", "full")


def test_a_configured_file_of_unknown_content_is_the_users_decision(folder: Path, tmp_path: Path) -> None:
    configured = tmp_path / "pose_landmarker_heavy.task"
    configured.write_bytes(build_bundle(detector=tiny_network(8), landmarker=tiny_network(9)))
    found = ModelStore(folder, configured).locate("heavy")
    assert found is not None
    assert found.sha256 == sha256(configured.read_bytes())


@pytest.mark.parametrize("content", [None, b"", b"no zip at all", b"PK\x05\x06" + bytes(18)])
def test_a_configured_file_that_is_no_model_is_refused_in_a_sentence(
    folder: Path, tmp_path: Path, content: bytes | None
) -> None:
    configured = tmp_path / "model.task"
    if content is not None:
        configured.write_bytes(content)
    with pytest.raises(MissingComponent) as refusal:
        ModelStore(folder, configured).locate()
    assert "lockout models fetch" in refusal.value.remedy


def test_a_shipped_bundle_comes_before_the_users_folder(folder: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    for place in (shipped, folder):
        place.mkdir()
        (place / "pose_landmarker_full.task").write_bytes(BUNDLE)
    found = ModelStore(folder, bundled_dir=shipped).locate()
    assert found is not None
    assert found.path.parent == shipped


def test_nothing_is_fetched_that_is_here_already(folder: Path) -> None:
    source = Source("network", BUNDLE)
    store = ModelStore(folder, sources=[source])
    first = store.fetch("full", quiet)
    again = store.fetch("full", quiet)
    assert source.asked == ["full"]
    assert first.sha256 == again.sha256 == sha256(BUNDLE)
    assert store.locate() is not None


@pytest.mark.logs("out of reach")
def test_sources_are_asked_in_order_until_one_delivers(folder: Path) -> None:
    near, middle, far = Source("near", None), Source("middle", BUNDLE), Source("far", BUNDLE)
    fetched = ModelStore(folder, sources=[near, middle, far]).fetch("full", quiet)
    assert fetched.origin == "middle"
    assert (near.asked, middle.asked, far.asked) == (["full"], ["full"], [])


@pytest.mark.logs("out of reach")
def test_without_network_one_sentence_says_what_to_do(folder: Path) -> None:
    store = ModelStore(folder, sources=[Source("network", None)])
    with pytest.raises(MissingComponent) as refusal:
        store.fetch("full", quiet)
    assert "lockout models fetch" in refusal.value.remedy
    assert refusal.value.summary.count(".") == 1
    assert not folder.exists() or not list(folder.iterdir())


def test_a_model_that_only_the_network_has_is_missing_until_it_is_fetched(folder: Path) -> None:
    with pytest.raises(MissingComponent, match="not on this machine"):
        ModelStore(folder, sources=[]).require()


@pytest.mark.logs("damaged")
def test_a_damaged_copy_counts_as_absent_and_is_replaced(folder: Path) -> None:
    folder.mkdir()
    (folder / "pose_landmarker_full.task").write_bytes(BUNDLE[:-1])
    store = ModelStore(folder, sources=[Source("network", BUNDLE)])
    assert store.locate() is None
    assert store.fetch("full", quiet).path.read_bytes() == BUNDLE


def test_a_variant_nobody_knows_is_a_usage_error(folder: Path) -> None:
    with pytest.raises(UsageError, match="gigantic"):
        ModelStore(folder).locate("gigantic")


def test_the_list_names_all_variants_and_asks_no_network(folder: Path) -> None:
    source = Source("network", BUNDLE)
    store = ModelStore(folder, sources=[source])
    folder.mkdir()
    (folder / "pose_landmarker_full.task").write_bytes(BUNDLE)
    lite, full, heavy = store.list()
    assert lite == ModelStatus(variant="lite", path=None)
    assert (full.variant, full.sha256) == ("full", sha256(BUNDLE))
    assert heavy.path is None
    assert source.asked == []


def test_what_the_progress_callback_raises_ends_the_fetching_and_leaves_nothing(folder: Path) -> None:
    def withdraw(_share: float, _what: str) -> None:
        raise Cancelled

    source = PackageWheel(TINY_WHEEL, fetch=lambda _requirement, _paths, progress: progress(0.1, "fetching") or {})
    with pytest.raises(Cancelled):
        ModelStore(folder, sources=[source]).fetch("full", withdraw)
    assert not folder.exists()


def test_the_wheel_gives_the_bundle_of_its_two_networks() -> None:
    files = {TINY_WHEEL.detector: DETECTOR, TINY_WHEEL.landmarker: LANDMARKER}
    source = PackageWheel(TINY_WHEEL, fetch=lambda _requirement, _paths, _progress: files)
    assert source.deliver("full", quiet) == BUNDLE
    assert not source.offers("heavy")


@pytest.mark.parametrize("exchanged", ["detector", "landmarker"])
def test_a_network_with_another_fingerprint_is_refused(exchanged: str) -> None:
    files = {TINY_WHEEL.detector: DETECTOR, TINY_WHEEL.landmarker: LANDMARKER}
    files[getattr(TINY_WHEEL, exchanged)] = tiny_network(99)
    source = PackageWheel(TINY_WHEEL, fetch=lambda _requirement, _paths, _progress: files)
    with pytest.raises(Unavailable, match="fingerprint"):
        source.deliver("full", quiet)


def test_a_built_model_with_another_fingerprint_is_refused() -> None:
    files = {TINY_WHEEL.detector: DETECTOR, TINY_WHEEL.landmarker: LANDMARKER}
    expected_otherwise = replace(TINY_WHEEL, sha256="0" * 64)
    source = PackageWheel(expected_otherwise, fetch=lambda _requirement, _paths, _progress: files)
    with pytest.raises(Unavailable, match="built model"):
        source.deliver("full", quiet)


class Answer(BaseHTTPRequestHandler):
    """Serves one content, or hangs up."""

    content = BUNDLE

    def do_GET(self) -> None:
        if self.path != "/model":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def official(url: str, fingerprint: str, *equivalent: str) -> OfficialAddress:
    model = OfficialModel(variant="full", url=url, sha256=fingerprint, equivalent_sha256=equivalent)
    return OfficialAddress({"full": model}, timeout_s=2.0)


def test_the_official_address_delivers_and_tells_how_far_it_is(address: str) -> None:
    shares: list[float] = []
    source = official(f"{address}/model", sha256(BUNDLE))
    assert source.deliver("full", lambda share, _what: shares.append(share)) == BUNDLE
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_an_edition_with_the_same_networks_is_accepted(address: str) -> None:
    assert official(f"{address}/model", "0" * 64, sha256(BUNDLE)).deliver("full", quiet) == BUNDLE


def test_other_content_than_expected_is_refused(address: str) -> None:
    with pytest.raises(Unavailable, match="fingerprint"):
        official(f"{address}/model", "0" * 64).deliver("full", quiet)


def test_an_address_that_does_not_answer_is_unavailable(address: str) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        official(f"{address}/elsewhere", sha256(BUNDLE)).deliver("full", quiet)
    with pytest.raises(Unavailable, match="does not answer"):
        official("http://127.0.0.1:9/model", sha256(BUNDLE)).deliver("full", quiet)


def fetch_in_a_process(folder: str, start: object, outcomes: object) -> None:
    known_models.WHEEL_MODEL = TINY_WHEEL
    store = ModelStore(Path(folder), sources=[Source("network", BUNDLE)])
    start.wait()
    outcomes.put(store.fetch("full", quiet).sha256)


def test_processes_that_fetch_at_once_all_get_the_whole_model(folder: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    start, outcomes = spawning.Event(), spawning.Queue()
    processes = [spawning.Process(target=fetch_in_a_process, args=(str(folder), start, outcomes)) for _ in range(3)]
    for process in processes:
        process.start()
    start.set()
    got = {outcomes.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
    outcomes.close()
    outcomes.join_thread()
    assert got == {sha256(BUNDLE)}
    assert [path.name for path in folder.iterdir()] == ["pose_landmarker_full.task"]


def test_the_known_fingerprints_are_whole_and_all_different() -> None:
    known = [
        *(model.sha256 for model in known_models.OFFICIAL_MODELS.values()),
        *(other for model in known_models.OFFICIAL_MODELS.values() for other in model.equivalent_sha256),
    ]
    assert all(len(fingerprint) == 64 and int(fingerprint, 16) >= 0 for fingerprint in known)
    assert len(set(known)) == len(known)


def test_the_bundle_holds_both_networks() -> None:
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as archive:
        assert archive.testzip() is None
        assert archive.read("pose_detector.tflite").endswith(DETECTOR)
