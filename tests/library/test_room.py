"""The room loads its libraries only when a library is opened."""

import json
import subprocess
import sys


def test_importing_the_room_loads_neither_sqlalchemy_nor_alembic():
    code = "import json, sys, studio.library; print(json.dumps(sorted({'sqlalchemy', 'alembic'} & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_opening_a_library_of_this_version_does_without_alembic(store: object, folder: object):
    code = (
        "import json, sys; from pathlib import Path; from studio.library import open_library;"
        "open_library(Path(sys.argv[1]));"
        "print(json.dumps('alembic' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) is False
