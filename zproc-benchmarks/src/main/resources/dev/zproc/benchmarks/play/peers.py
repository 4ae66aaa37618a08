"""What Python's multiprocessing does, in the protocol of Player.java: a sample for each line.

python3 peers.py MILLIS get|set                     one key of a Manager's dict
python3 peers.py MILLIS spawn|fork|forkserver       a process until its first answered operation
python3 peers.py MILLIS call                        one call in a Pool, until its result is here
python3 peers.py MILLIS map TASKS                   many calls in a Pool, in its own chunks
python3 peers.py MILLIS map TASKS one               the same, one by one
python3 peers.py MILLIS map TASKS mega              the same, with 1 MiB each, one by one
python3 peers.py MILLIS words cold|start|warm LIST  words of the files that a file lists, in a Pool
"""

import array
import base64
import collections
import multiprocessing
import os
import re
import sys
import time

TEXT = "x" * 100


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def square(number):
    return number * number


WORD = re.compile(b"[a-z]+")


def count(file):
    with open(file, "rb") as text:
        return collections.Counter(WORD.findall(text.read().lower()))


def count_all(pool, files):
    together = collections.Counter()
    for counts in pool.imap_unordered(count, files, max(1, len(files) // (4 * processors()))):
        together.update(counts)
    return together


def words(millis, how, listed):
    files = ["/dev/null"]
    if how != "start":
        with open(listed) as lines:
            files = lines.read().splitlines()
    expected = sum(sum(count(file).values()) for file in files)

    def counted(pool, start):
        together = count_all(pool, files)
        nanos = time.monotonic_ns() - start
        assert sum(together.values()) == expected
        return nanos

    def cold():
        start = time.monotonic_ns()
        with multiprocessing.Pool(processors()) as pool:
            return counted(pool, start)

    if how == "warm":
        with multiprocessing.Pool(processors()) as pool:
            serve(millis, 1, lambda: counted(pool, time.monotonic_ns()))
    else:
        serve(millis, 1, cold)


def operate(connection):
    connection.send("operation")
    connection.recv()
    connection.send(time.monotonic_ns())


def until_first_operation(context):
    start = time.monotonic_ns()
    ours, theirs = context.Pipe()
    process = context.Process(target=operate, args=(theirs,))
    process.start()
    ours.recv()
    ours.send("answer")
    nanos = ours.recv() - start
    process.join()
    return nanos


def timed(operation):
    def measure():
        start = time.monotonic_ns()
        operation()
        return time.monotonic_ns() - start

    return measure


def serve(millis, size, measure):
    """Prints, for each line that comes, the operations, their nanoseconds, and all latencies."""
    print("#ready", flush=True)
    for _ in sys.stdin:
        latencies = array.array("q")
        begin = time.monotonic_ns()
        end = begin + millis * 1_000_000
        while True:
            latencies.append(measure())
            if time.monotonic_ns() >= end:
                break
        nanos = time.monotonic_ns() - begin
        if sys.byteorder == "big":
            latencies.byteswap()
        packed = base64.b64encode(latencies.tobytes()).decode()
        print("#latencies", len(latencies) * size, nanos, packed, flush=True)


def main():
    millis, deed = int(sys.argv[1]), sys.argv[2]
    if deed in ("get", "set"):
        with multiprocessing.Manager() as manager:
            shared = manager.dict()
            shared["text"] = TEXT
            reading = lambda: shared["text"]
            writing = lambda: shared.__setitem__("text", TEXT)
            serve(millis, 1, timed(reading if deed == "get" else writing))
    elif deed == "words":
        words(millis, sys.argv[3], sys.argv[4])
    elif deed in ("spawn", "fork", "forkserver"):
        context = multiprocessing.get_context(deed)
        serve(millis, 1, lambda: until_first_operation(context))
    else:
        with multiprocessing.Pool(processors()) as pool:
            if deed == "call":
                serve(millis, 1, timed(lambda: pool.apply(square, (3,))))
            else:
                tasks = int(sys.argv[3])
                how = sys.argv[4] if len(sys.argv) > 4 else ""
                chunk = 1 if how else None
                function = len if how == "mega" else square
                items = [bytes(1 << 20)] * tasks if how == "mega" else range(tasks)
                expected = [function(item) for item in items]

                def all_results():
                    assert pool.map(function, items, chunk) == expected

                serve(millis, tasks, timed(all_results))


if __name__ == "__main__":
    main()
