"""`python -m pipeline`, and `keikaku` where it is installed."""

from typing import NoReturn


def run() -> NoReturn:
    """Run the program, and end the process with its exit code."""
    try:
        from pipeline.system import interrupts

        interrupts.listen()
        from pipeline.start import main

        interrupts.end(main())
    except BaseException as error:
        if not (interrupts.came() or isinstance(error, KeyboardInterrupt)):
            raise
        interrupts.leave()


if __name__ == "__main__":
    run()
