"""The login example of Flask's tutorials, with a session that the Rust app can read."""

import hashlib

from flask import Flask, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from markupsafe import escape


class Sha256Sessions(SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha256)


app = Flask(__name__)
app.secret_key = "supersecretkey"
app.session_interface = Sha256Sessions()


@app.post("/login")
def login():
    session["username"] = request.form["username"]
    return redirect("/")


@app.get("/")
def index():
    if "username" in session:
        return f"Logged in as {escape(session['username'])}"
    return "You are not logged in"
