"""The pose models that the studio knows, by fingerprint. The one table of hashes."""

from dataclasses import dataclass

VARIANTS = ("lite", "full", "heavy")
DEFAULT_VARIANT = "full"


@dataclass(frozen=True, slots=True)
class OfficialModel:
    """A model bundle on Google's model store.

    Attributes:
        variant: "lite", "full" or "heavy".
        url: its versioned address, whose content does not change.
        sha256: fingerprint of that content.
        equivalent_sha256: fingerprints of other editions with the same networks, such as the unversioned address's.
    """

    variant: str
    url: str
    sha256: str
    equivalent_sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WheelModel:
    """A model bundle that is made from two networks of a package.

    Attributes:
        variant: "full"; the others are not in the package.
        requirement: the package, pinned.
        detector: path of the detector in the package.
        detector_sha256: its fingerprint.
        landmarker: path of the landmark network in the package.
        landmarker_sha256: its fingerprint.
        sha256: fingerprint of the bundle that `build_bundle` makes of them.
    """

    variant: str
    requirement: str
    detector: str
    detector_sha256: str
    landmarker: str
    landmarker_sha256: str
    sha256: str


_STORE = "https://storage.googleapis.com/mediapipe-models/pose_landmarker"

# Source: https://ai.google.dev/edge/mediapipe/solutions/vision/pose_landmarker#models (Apache-2.0).
OFFICIAL_MODELS = {
    "lite": OfficialModel(
        variant="lite",
        url=f"{_STORE}/pose_landmarker_lite/float16/1/pose_landmarker_lite.task",
        sha256="59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
    ),
    "full": OfficialModel(
        variant="full",
        url=f"{_STORE}/pose_landmarker_full/float16/1/pose_landmarker_full.task",
        sha256="5134a3aad27a58b93da0088d431f366da362b44e3ccfbe3462b3827a839011b1",
        equivalent_sha256=("4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",),
    ),
    "heavy": OfficialModel(
        variant="heavy",
        url=f"{_STORE}/pose_landmarker_heavy/float16/1/pose_landmarker_heavy.task",
        sha256="64437af838a65d18e5ba7a0d39b465540069bc8aae8308de3e318aad31fcbc7b",
    ),
}

# The networks are the same files in every wheel of this version, whatever the platform (Apache-2.0).
WHEEL_MODEL = WheelModel(
    variant="full",
    requirement="mediapipe==0.10.21",
    detector="mediapipe/modules/pose_detection/pose_detection.tflite",
    detector_sha256="9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    landmarker="mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
    landmarker_sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    sha256="8882691244156bcd67e4e5fe3d771f4971735a42affd203a5ceb816eb45d04ab",
)


def file_name(variant: str) -> str:
    """What the bundle of a variant is called."""
    return f"pose_landmarker_{variant}.task"


def known_hashes(variant: str) -> frozenset[str]:
    """Every fingerprint that a bundle of this variant may have."""
    official = OFFICIAL_MODELS[variant]
    from_wheel = {WHEEL_MODEL.sha256} if variant == WHEEL_MODEL.variant else set()
    return frozenset({official.sha256, *official.equivalent_sha256, *from_wheel})


def variant_of(sha256: str) -> str | None:
    """The variant that a fingerprint belongs to, or None when it is not known."""
    return next((variant for variant in VARIANTS if sha256 in known_hashes(variant)), None)
