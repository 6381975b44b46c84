"""Prints a session as a stock Flask signs it, with SHA-1. Takes the key and the session as JSON."""

import json
import sys

from flask import Flask

app = Flask(__name__)
app.secret_key = sys.argv[1]
print(app.session_interface.get_signing_serializer(app).dumps(json.loads(sys.argv[2])))
