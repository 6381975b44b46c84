"""The login example, and views that fill its session with random values and compare them.

Takes the secret key as its argument and prints the port that it serves on.
"""

import random
import sys
from datetime import datetime, timedelta, timezone
from uuid import UUID

from flask import session
from markupsafe import Markup
from werkzeug.serving import make_server

from login_app import app

app.secret_key = sys.argv[1]


def text(rng):
    return "".join(chr(rng.choice([rng.randint(0, 127), rng.randint(0x400, 0x4FF), rng.randint(0x1F600, 0x1F640)]))
                   for _ in range(rng.randint(0, 12)))


def value(rng, depth=0):
    """A random value of any kind that Flask can put into a session."""
    scalars = [
        lambda: None,
        lambda: rng.random() < 0.5,
        lambda: rng.randint(-10**9, 10**9),
        lambda: rng.randint(-(2**63), 2**64),
        lambda: rng.randint(-(10**40), 10**40),
        lambda: rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300),
        lambda: text(rng),
        lambda: "a" * rng.randint(0, 2000),
        lambda: rng.randbytes(rng.randint(0, 20)),
        lambda: UUID(int=rng.getrandbits(128)),
        lambda: datetime(2024, 2, 29, tzinfo=timezone.utc) + timedelta(seconds=rng.randint(0, 10**9)),
        lambda: Markup("<b>") + text(rng),
        lambda: {rng.choice([" t", " b", " di", " u__"]): text(rng)},
    ]
    if depth < 4 and rng.random() < 0.4:
        items = [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
        return rng.choice([list, tuple, lambda items: {text(rng): item for item in items}])(items)
    return rng.choice(scalars)()


def random_session(seed):
    rng = random.Random(seed)
    return {text(rng): value(rng) for _ in range(rng.randint(1, 8))}


@app.get("/fill/<int:seed>")
def fill(seed):
    session.clear()
    session.update(random_session(seed))
    return "filled"


@app.get("/compare/<int:seed>")
def compare(seed):
    """Is all of it there, equal in value and in type, and the Rust side's counter besides?"""
    found = dict(session)
    visits = found.pop("visits", None)
    expected = random_session(seed)
    same = same_value(found, expected) and visits == 1
    return "same" if same else f"visits: {visits}, found {found!r} for {expected!r}"


def same_value(found, expected):
    if type(found) is not type(expected):
        return False
    if isinstance(found, dict):
        return found.keys() == expected.keys() and all(same_value(found[key], expected[key]) for key in found)
    if isinstance(found, (list, tuple)):
        return len(found) == len(expected) and all(map(same_value, found, expected))
    return found == expected


server = make_server("127.0.0.1", 0, app)
print(server.port, flush=True)
server.serve_forever()
