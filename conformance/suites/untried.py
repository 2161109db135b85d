"""untried.py FILE cli|api: prints the implemented operations that FILE, of lines `service operation`, does not name."""
import os
import subprocess
import sys

import botocore.session
from botocore import xform_name

SERVICES = ("sts", "iam", "kms", "cloudtrail", "wafv2")


def implemented(service):
    known = botocore.session.get_session().get_service_model(service).operation_names
    listed = subprocess.run([os.environ["REDOUBT"], "coverage", service], capture_output=True, text=True, check=True).stdout
    return set(known) - {line.strip() for line in listed.splitlines()[1:]}


def untried(called, named=lambda operation: operation):
    return [f"{service} {named(name)}" for service in SERVICES for name in sorted(implemented(service)) if f"{service} {named(name)}" not in called]


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        lines = {line.strip() for line in file}
    print("\n".join(untried(lines, (lambda name: xform_name(name, "-")) if sys.argv[2] == "cli" else lambda name: name)))
