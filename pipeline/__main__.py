"""`python -m pipeline`."""

try:
    from pipeline import interrupts

    interrupts.listen()
    from pipeline.start import main

    interrupts.end(main())
except BaseException as error:
    if not (interrupts.came() or isinstance(error, KeyboardInterrupt)):
        raise
    interrupts.leave()
