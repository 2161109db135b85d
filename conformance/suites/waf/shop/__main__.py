"""`python3 -m shop` prints how many requests there are of each kind; with a folder's name it also writes each into a file there."""
import collections
import os
import sys

from . import requests

counts = collections.Counter()
for number, (kind, request) in enumerate(requests()):
    counts[kind] += 1
    if len(sys.argv) > 1:
        with open(os.path.join(sys.argv[1], f"{number:04}"), "wb") as file:
            file.write(request)
for kind, count in counts.items():
    print(f"{count:5} {kind}")
print(f"{counts.total():5} all")
