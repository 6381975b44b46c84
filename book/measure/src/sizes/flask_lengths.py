"""Reads a dict a line, as JSON, and prints the length of Flask's cookie for each."""

import hashlib
import json
import sys

from flask import Flask
from flask.sessions import SecureCookieSessionInterface


class Sha256Sessions(SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha256)


app = Flask(__name__)
app.secret_key = "supersecretkey"
serializer = Sha256Sessions().get_signing_serializer(app)

# All lines are read before the first is answered: nobody waits for a full pipe.
with app.app_context():
    for line in sys.stdin.readlines():
        print(len(serializer.dumps(json.loads(line))))
