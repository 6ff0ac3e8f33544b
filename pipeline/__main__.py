"""`python -m pipeline`."""

try:
    from pipeline import interrupts

    interrupts.listen()
    from pipeline.cli import main

    main()
except BaseException as error:
    if not (interrupts.came() or isinstance(error, KeyboardInterrupt)):
        raise
    interrupts.leave()
