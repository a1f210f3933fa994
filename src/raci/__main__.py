"""``python -m raci`` is the command ``raci``."""

import sys

from raci.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
