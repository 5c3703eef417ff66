"""`python -m borderdb`: the command line without its script."""

from __future__ import annotations

from borderdb.cli import main

if __name__ == "__main__":
    main()
