"""Ending at once and cleanly, whatever is under way: when somebody presses Ctrl-C, closes the terminal, or the system asks for it."""

from __future__ import annotations

import os
import signal
import time
from types import FrameType
from typing import NoReturn

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, the system's request, and a terminal that was closed; Windows has no third."""
PATIENCE = 0.7
"""Seconds for whoever cleans up; then the process ends without."""
_received: list[int] = []  # the signal that ends this process


def stop_on_signals() -> None:
    """Has the first signal raise `KeyboardInterrupt` where the program is, and further ones do nothing: cleaning up is under way then.

    One that is ignored when the program begins (`nohup`) stays so. In a forked process nothing is cleaned up: it just ends.
    """
    owner = os.getpid()

    def stop(number: int, _: FrameType | None) -> None:
        if os.getpid() != owner:
            os._exit(128 + number)
        if not _received:
            _received.append(number)
            import _thread  # not threading: it may be half imported at this moment

            _thread.start_new_thread(_give_up, (128 + number,))
            raise KeyboardInterrupt

    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            try:
                signal.signal(number, stop)
            except ValueError:  # not the main thread: whoever started us has signals of their own
                return


def is_stopped() -> bool:
    """Whether a signal ends the program."""
    return bool(_received)


def exit_status() -> int:
    """The status that tells a shell what ended the program: 130 after Ctrl-C, 143 when it was asked to."""
    return 128 + (_received[0] if _received else signal.SIGINT)


def _give_up(status: int) -> NoReturn:
    """Ends the process in a while: an interruption is lost where Python can't raise it, as when it frees an object."""
    from courseware.build.atomic import abandon

    time.sleep(PATIENCE)
    abandon()
    os._exit(status)
