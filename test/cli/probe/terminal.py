"""Runs a command on a pseudo-terminal of 100 columns and talks to it.

Usage: terminal.py TALK COMMAND...   TALK is JSON: [["wait for this text", "then type this"], ...]

Prints everything that the terminal showed, then a line "exit CODE". Standard library only.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

talk = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

shown = b""
answered = 0
deadline = time.monotonic() + 50
while time.monotonic() < deadline:
    ready, _, _ = select.select([terminal], [], [], 0.05)
    if ready:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux: the other side of the terminal is closed
            break
        if not part:
            break
        shown += part
    if talk and talk[0][0].encode() in shown[answered:]:
        answered = len(shown)
        os.write(terminal, talk.pop(0)[1].encode())
sys.stdout.buffer.write(shown)
_, status = os.waitpid(child, 0)
print(f"\nexit {os.waitstatus_to_exitcode(status)}")
