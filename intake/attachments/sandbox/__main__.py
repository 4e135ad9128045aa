"""Runs as a process of its own: reads a task and a file, writes an answer and a file.

It has no environment and may write no file. Its limits are set after its libraries are loaded and
before any byte of the file is looked at. So a file that breaks a library breaks only this process.
"""

import json
import resource
import sys

SECONDS = 9
# Memory of its own, as the kernel counts it: heap and anonymous maps, not the libraries' code.
BYTES = 256 * 1024 * 1024


def limit_resources():
    """Take from this process what a hostile file could use."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold what people sent
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def main():
    task = json.loads(sys.stdin.buffer.readline())
    if task["kind"] == "pdf":
        import pdfs as tool
    else:
        import images as tool
    tool.load(task)
    limit_resources()
    try:
        report, output = tool.do(task, sys.stdin.buffer.read())
    except tool.Refused as refused:
        report, output = {"refused": str(refused)}, b""
    except MemoryError:
        report, output = {"refused": tool.TOO_MUCH}, b""
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n")
    sys.stdout.buffer.write(output)


if __name__ == "__main__":
    main()
