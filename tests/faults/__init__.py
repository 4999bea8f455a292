"""The kill harness: a process is killed on the way of a proof; what it leaves behind must still be true.

`python -m tests.faults` (or `make faults`) runs it; docs/faults.md tells what it does and what it found.
"""
