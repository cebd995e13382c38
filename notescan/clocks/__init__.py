"""The clocks that law, guidance and local practice set, run over the events of a case."""

from notescan.clocks.data import ClockRule, default_clocks, load_clocks
from notescan.clocks.run import run_clocks

__all__ = ["ClockRule", "default_clocks", "load_clocks", "run_clocks"]
