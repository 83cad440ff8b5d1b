"""`python -m generator` is `talkbook`."""

from generator.cli import main

main()
