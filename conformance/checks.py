"""For the suites written in Python: each check prints one line, `ok NAME`, `FAIL NAME: reason` or `skip NAME: reason`."""
import contextlib
import sys


def ok(name):
    print(f"ok {name}")


def fail(name, reason):
    print(f"FAIL {name}: {' '.join(str(reason).split())[:600]}")


def skip(name, reason):
    print(f"skip {name}: {reason}")


@contextlib.contextmanager
def check(name):
    """The block ends without an exception; a failed assertion tells its text."""
    try:
        yield
    except Exception as error:
        trace = error.__traceback__
        while trace.tb_next and trace.tb_next.tb_frame.f_code.co_filename == sys.argv[0]:
            trace = trace.tb_next
        fail(name, f"{type(error).__name__}: {error} (line {trace.tb_lineno})")
    else:
        ok(name)


def same(expected, actual):
    assert expected == actual, f"expected {expected!r}, was {actual!r}"
