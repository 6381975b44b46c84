"""Flask with its own session, as its tutorial has it, for gunicorn to serve."""

from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = "supersecretkey"

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@app.get("/")
def index():
    visits = session["visits"] = session.get("visits", 0) + 1
    if "username" in session:
        return f"Logged in as {session['username']}\nVisits: {visits}", PLAIN
    return f"You are not logged in\nVisits: {visits}", PLAIN


@app.post("/login")
def login():
    session["username"] = request.form["username"]
    return redirect("/", 303)


@app.post("/logout")
def logout():
    session.clear()
    return redirect("/", 303)
