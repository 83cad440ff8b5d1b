"""`python build.py [build|serve|check|inspect|new|bundle]`: talkbook, without installing it."""

from generator.cli import main

if __name__ == "__main__":
    main()
