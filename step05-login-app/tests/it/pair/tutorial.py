"""What the tutorial's app answers where ours does better, with a real Flask."""

import base64
import sys

from flask import session

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from tutorial import app


@app.route("/nested")
def nested():
    session.setdefault("cart", {})
    session["cart"]["n"] = session["cart"].get("n", 0) + 1
    return str(session["cart"]["n"])


def status_of(payload):
    interface = app.session_interface
    signer = interface.get_signing_serializer(app).make_signer(interface.salt)
    cookie = signer.sign(base64.urlsafe_b64encode(payload).rstrip(b"=")).decode()
    visitor = app.test_client(use_cookies=False)
    return visitor.get("/", headers={"Cookie": f"session={cookie}"}).status_code


def sign_in(name):
    visitor = app.test_client()
    visitor.post("/login", data={"username": name})
    return visitor.get("/")


page = sign_in("<script>alert(1)</script>")
assert page.content_type.startswith("text/html"), page.content_type
assert page.text == "Logged in as <script>alert(1)</script>", page.text

assert status_of(b'{"username":"alice"}') == 200
for malformed in [b"[1,2]", b"5", b"{", b"\xff", b"[" * 2000]:
    assert status_of(malformed) == 500, malformed

visitor = app.test_client()
visitor.get("/nested")
visitor.post("/login", data={"username": "alice"})
with visitor.session_transaction() as kept:
    assert kept == {"cart": {"n": 1}, "username": "alice"}, kept

visitor = app.test_client()
counts = [visitor.get("/nested").text for _ in range(3)]
assert counts == ["1", "2", "2"], counts
