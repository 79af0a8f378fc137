"""Waiting for what a running process does, instead of for a while: a busy machine may not have started it yet."""

import pathlib
import time


def wait_until(happened, what, seconds=60):
    """Asks again and again; an error that names `what` if it does not happen."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} seconds")
        time.sleep(0.01)


def wait_until_it_catches(process, signal_number):
    """Until the process has a handler for the signal (proc(5), SigCgt): before that the signal ends it by itself."""

    def catches():
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:"))
        return process.poll() is not None or int(caught, 16) >> (signal_number - 1) & 1

    wait_until(catches, f"a handler for signal {signal_number}")
