"""`python -m pipeline`."""

import sys

try:
    from pipeline.cli import main

    main()
except KeyboardInterrupt:
    sys.stderr.write("\n中止しました。文書は前のままです。\n")
    sys.exit(130)
