"""Rules that go wrong in every way that one could think of; none may load, hang, print or crash."""

_HEAD = "from studio.exercise_api import Measure, MeasureTable, map_reps\n\n\ndef adjust(measures):\n"

HOSTILE_RULES: dict[str, str | bytes] = {
    "a syntax error": "def adjust(measures:\n    return measures\n",
    "mixed indentation": "def adjust(measures):\n\tif measures:\n        return measures\n",
    "binary": b"\x7fELF\x00\x01\xff\xfe",
    "not UTF-8": b"# \xff\n",
    "deep brackets": "x = " + "(" * 5000 + ")" * 5000 + "\n",
    "deep minus": "x = " + "-" * 50_000 + "1\n",
    "a long sum": "x = " + "1+" * 50_000 + "1\n",
    "deep blocks": "".join(" " * level + "if 1:\n" for level in range(150)),
    "an endless loop": "while True: pass\n",
    "an endless loop in adjust": _HEAD + "    while True:\n        pass\n",
    "an endless recursion": _HEAD + "    return adjust(measures)\n",
    "an endless generator": _HEAD
    + "    def spin():\n        while True:\n            yield 1\n    return sum(spin())\n",
    "an endless comprehension": "x = [n for n in range(10**5) for m in range(10**5)]\n",
    "a list that grows while walked": "x = [1]\nfor n in x:\n    x.append(n)\n",
    "a list that doubles": "x = [1]\nwhile len(x) < 10**9:\n    x = x + x\n",
    "a list that doubles in place": "x = [1]\nwhile len(x) < 10**9:\n    x += x\n",
    "a list that is unpacked twice": "x = [1]\nwhile len(x) < 10**9:\n    x = [*x, *x]\n",
    "a list that extends itself": "x = [1]\nwhile len(x) < 10**9:\n    x.extend(x)\n",
    "a text that doubles": "x = 'a'\nwhile len(x) < 10**10:\n    x = x + x\n",
    "a text that joins itself": "x = 'a'\nwhile len(x) < 10**10:\n    x = ''.join([x, x])\n",
    "a wide format": "x = '%3000000000d' % 1\n",
    "a wide f-text": "x = f'{1:>3000000000}'\n",
    "a wide format method": "x = '{:>3000000000}'.format(1)\n",
    "a padded text": "x = 'a'.ljust(3 * 10**9)\n",
    "many bytes": "x = bytes(3 * 10**9)\n",
    "many bytes to change": "x = bytearray(3 * 10**9)\n",
    "a huge power": "x = 9 ** 9 ** 9\n",
    "a huge array": "import numpy\nx = numpy.ones(10**13)\n",
    "a large array": "import numpy\nx = numpy.ones(2 * 10**9)\n",
    "exit": "raise SystemExit(3)\n",
    "exit by function": "exit(3)\n",
    "sys.exit": "import sys\nsys.exit()\n",
    "an interrupt": "raise KeyboardInterrupt\n",
    "an interrupt in adjust": _HEAD + "    raise KeyboardInterrupt('me')\n",
    "the end of a generator": "raise GeneratorExit\n",
    "a group of errors": "raise BaseExceptionGroup('x', [SystemExit()])\n",
    "a thread": "import threading\nthreading.Thread(target=print).start()\n",
    "a process": "import subprocess\nsubprocess.run(['true'])\n",
    "a socket": "import socket\n",
    "ctypes": "import ctypes\nctypes.string_at(0)\n",
    "ctypes through numpy": "import numpy\nnumpy.ctypeslib.as_ctypes\n",
    "a file": "open('x', 'w').write('x')\n",
    "a file through numpy": "import numpy\nnumpy.save('x', [1])\n",
    "a print": "print('{}')\n",
    "a question": "input('who are you?')\n",
    "help": "help()\n",
    "everything caught": _HEAD + "    try:\n        return 1 / 0\n    except:\n        return measures\n",
    "a hostile message": "raise ValueError('\\x1b[2J\\n[bold]no[/bold]<b>' + 'x' * 100_000)\n",
    "a message that fails": "class E(Exception):\n    def __str__(self):\n        return 1 / 0\n\n\nraise E\n",
    "a message that is no text": "class E(Exception):\n    def __str__(self):\n        return 5\n\n\nraise E\n",
    "a message that never ends": (
        "class E(Exception):\n    def __str__(self):\n        while True:\n            pass\n\n\nraise E\n"
    ),
    "an error with a hostile name": "raise type('E\\x1b[2J' + 'x' * 10_000, (Exception,), {})()\n",
    "no table": _HEAD + "    return 5\n",
    "nothing": _HEAD + "    pass\n",
    "adjust is a number": "adjust = 5\n",
    "adjust takes nothing": "def adjust():\n    return None\n",
    "adjust wants more": "def adjust(measures, more):\n    return measures\n",
    "adjust is misspelt": "def ajust(measures):\n    return measures\n",
    "other reps": _HEAD + "    return MeasureTable(reps=({},), rep_indices=(1,))\n",
    "a row that never ends": (
        "from studio.exercise_api import MeasureTable\n\n\nclass Row(dict):\n    def items(self):\n"
        "        while True:\n            pass\n\n\ndef adjust(measures):\n    return MeasureTable(whole_set=Row())\n"
    ),
    "a row that fails": (
        "from studio.exercise_api import MeasureTable\n\n\nclass Row(dict):\n    def items(self):\n"
        "        return 1 / 0\n\n\ndef adjust(measures):\n    return MeasureTable(whole_set=Row())\n"
    ),
    "a measure under another name": (
        _HEAD + "    return MeasureTable(whole_set={'M-VL': Measure('M-ECC', 1.0, 's')})\n"
    ),
    "a measure in another unit": _HEAD + "    return MeasureTable(whole_set={'M-VL': Measure('M-VL', 1.0, 's')})\n",
    "a measure that is a text": _HEAD + "    return MeasureTable(whole_set={'M-VL': Measure('M-VL', '1', '%')})\n",
    "a measure that is an array": (
        "import numpy\n" + _HEAD + "    return MeasureTable(whole_set={'M-VL': Measure('M-VL', numpy.ones(2), '%')})\n"
    ),
    "a number as a measure": _HEAD + "    return MeasureTable(whole_set={'M-VL': 5})\n",
    "another square root": "import math\nmath.sqrt = abs\n",
    "pi taken away": "import math\ndel math.pi\n",
    "every measure assessable": "from studio.exercise_api import Measure\nMeasure.is_assessable = True\n",
    "the window": "import studio.exercise_api\nx = studio.ui\n",
    "the kit": "from studio.exercise_api import conformance\n",
    "everything of numpy": "from numpy import *\n",
    "numpy's errors": "import numpy\nnumpy.seterr(all='raise')\n",
    "chance": "import numpy\nx = numpy.random.rand()\n",
    "state": "count = 0\n\n\ndef adjust(measures):\n    global count\n    count += 1\n    return measures\n",
}
