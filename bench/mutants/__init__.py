"""60 seeded faults, one line of code each, and the tests that ought to see them.

`python -m bench.mutants` puts one at a time into a copy of the code. `bench/mutants.txt` has what
became of each. When code is renamed or moved, rename here too: a fault that no longer applies
proves nothing, and `tests/test_mutants.py` says so.
"""

from .access import ACCESS
from .clocks import CLOCKS
from .erase import ERASE
from .submit import SUBMIT
from .urgency import URGENCY
from .vault import VAULT

MUTANTS = VAULT + ACCESS + URGENCY + CLOCKS + SUBMIT + ERASE
