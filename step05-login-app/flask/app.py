"""What is still in Flask: the account and its login. All other pages are in Rust."""

from datetime import datetime, timezone

from flask import Flask, abort, flash, redirect, render_template, request, session
from sha256_sessions import share

app = Flask(__name__)
share(app)


@app.before_request
def refuse_other_sites():
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method == "POST" and site not in ("same-origin", "none"):
        abort(403)


@app.get("/account")
def account():
    return render_template("account.html")


@app.post("/account/login")
def login():
    session.clear()
    session["username"] = request.form["username"]
    session["since"] = datetime.now(timezone.utc)
    flash("Flask has logged you in.")
    return redirect("/")
