"""Sends a set to one server or to several, byte for byte the same, and tabulates what each did with it."""
import collections
import sys
import time
from typing import NamedTuple

from corpora import SAMPLE, SETS
from wire import send

# Least share of attacks blocked and largest share of legitimate requests flagged, in percent, by set. A default installation
# that does worse fails the conformance suite.
LIMITS = {"mgm": (99, 2), "blazehttp": (90, 1), "gotestwaf": (98, 0.8), "libinjection": (99, 1), "shop": (None, 0.2)}


class Server(NamedTuple):
    name: str
    host: str
    port: int


class Case(NamedTuple):
    kind: str
    malicious: bool
    request: bytes


class Counts:
    """What one server answered to the requests of one kind. 403 is blocked, as in the published comparisons; other answers of 4xx are refusals."""

    def __init__(self):
        self.attacks, self.legitimate = collections.Counter(), collections.Counter()

    def add(self, malicious, status):
        answer = "blocked" if status == 403 else "broken" if isinstance(status, str) or status >= 500 else "refused" if status >= 400 else "passed"
        (self.attacks if malicious else self.legitimate)[answer] += 1

    @property
    def detected(self):
        return share(self.attacks)

    @property
    def flagged(self):
        return share(self.legitimate)

    @property
    def balanced_accuracy(self):
        return None if self.detected is None or self.flagged is None else (self.detected + 100 - self.flagged) / 2

    @property
    def broken(self):
        return self.attacks["broken"] + self.legitimate["broken"]


def share(counter):
    return 100 * counter["blocked"] / counter.total() if counter.total() else None


class Measured(NamedTuple):
    name: str
    servers: list
    cases: list
    """The statuses, or what went wrong, by server in the order of the cases."""
    answers: list
    """By kind, and with the key None of the whole set: the counts by server."""
    counts: dict
    told: str


def measure(name, data, work, servers, step=None):
    """Every how-manieth request is sent, by default the set's own sample; to one server after the other."""
    step = step or SAMPLE.get(name, 1)
    whole = list(SETS[name](data, work))
    chosen = sample(whole, step)
    cases = [Case(*case) for case in chosen if case[2] is not None]
    requests = [case.request for case in cases]
    answers, speeds = [], []
    for server in servers:
        began = time.monotonic()
        answers.append(send(server.host, server.port, requests, progress_bar(f"{name} to {server.name}", len(requests))))
        speeds.append(f"{server.name} {len(requests) / (time.monotonic() - began):.0f}/s")
    counts = collections.defaultdict(lambda: [Counts() for _ in servers])
    for number, case in enumerate(cases):
        for place, statuses in enumerate(answers):
            for key in (case.kind, None):
                counts[key][place].add(case.malicious, statuses[number])
    told = f"{name}: {len(cases)} of {len(whole)} requests" + (f", one in {step}" if step > 1 else "") + f"; {', '.join(speeds)}"
    if len(cases) < len(chosen):
        told += f"; {len(chosen) - len(cases)} more cannot be sent over HTTP/1.1 or are not covered"
    return Measured(name, servers, cases, answers, dict(counts), told)


def sample(cases, step):
    """Every how-manieth attack and legitimate request; fewer than a thousand of either are sent whole, for a sample of few says little."""
    attacks, legitimate = ([case for case in cases if case[1] is malicious] for malicious in (True, False))
    return [case for part in (attacks, legitimate) for case in (part[::step] if len(part) >= 1000 else part)]


def progress_bar(what, count):
    if not sys.stderr.isatty():
        return None

    def show(left):
        done = count - left
        sys.stderr.write(f"\r{what} [{'#' * (30 * done // count):30}] {done}/{count}\033[K" if left > 16 else "\r\033[K")
        sys.stderr.flush()
    return show


def percent(value):
    return "-" if value is None else f"{value:.2f}"


def heading(servers):
    names = "".join(f"{server.name:>9}" for server in servers)
    return f"{'percent blocked':46}{'attacks':>9}{names}{'legit':>9}{names}   balanced accuracy"


def rows(measured):
    """The table's lines of a set: its kinds, the whole, and what was answered other than 200 and 403."""
    whole = measured.counts[None]
    yield measured.told
    for kind in sorted(filter(None, measured.counts)):
        yield row("  " + kind, measured.counts[kind])
    accuracy = " ".join(f"{server.name} {percent(counts.balanced_accuracy)}" for server, counts in zip(measured.servers, whole) if counts.balanced_accuracy is not None)
    yield row(measured.name + ", all", whole) + (f"   {accuracy}" if accuracy else "")
    for server, statuses in zip(measured.servers, measured.answers):
        other = collections.Counter((case.malicious, status) for case, status in zip(measured.cases, statuses) if status not in (200, 403))
        if other:
            yield f"  {server.name} also answered " + ", ".join(f"{status} to {count} {'attacks' if malicious else 'legitimate'}" for (malicious, status), count in other.most_common(6))


def row(name, counts):
    attacks, legitimate = counts[0].attacks.total(), counts[0].legitimate.total()
    return (f"{name[:45]:46}{attacks or '-':>9}" + "".join(f"{percent(one.detected):>9}" for one in counts)
            + f"{legitimate or '-':>9}" + "".join(f"{percent(one.flagged):>9}" for one in counts))
