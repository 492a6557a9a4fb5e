"""Files that other programs read: the result as JSON, signals, reps and findings as tables."""

from studio.export.contract import analysis_to_json, judgement_to_json
from studio.export.files import FileExporter, write_csv, write_json

__all__ = ["FileExporter", "analysis_to_json", "judgement_to_json", "write_csv", "write_json"]
