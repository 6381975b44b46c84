"""Writes the session cookie of someone who logged in as alice, by Python's own library alone."""

import base64
import hashlib
import hmac
import json
import time


def base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def sign(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


key = sign(b"supersecretkey", b"cookie-session")
payload = json.dumps({"username": "alice"}, separators=(",", ":"), sort_keys=True)
timestamp = int(time.time()).to_bytes(4, "big")
value = base64url(payload.encode()) + b"." + base64url(timestamp)
print("session=" + (value + b"." + base64url(sign(key, value))).decode())
