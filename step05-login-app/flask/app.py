"""What is still in Flask: the account and its login. All other pages are in Rust."""

import time
from datetime import datetime, timezone

from flask import Flask, flash, redirect, render_template, request, session
from headers import add_headers
from locks import end_old_login, refuse_other_sites
from settings import share

app = Flask(__name__)
share(app)
app.before_request(refuse_other_sites)
app.before_request(end_old_login)
app.after_request(add_headers)


@app.get("/account")
def account():
    return render_template("account.html")


@app.post("/account/login")
def login():
    session.clear()
    session["username"] = request.form["username"]
    session["login_at"] = int(time.time())
    session["since"] = datetime.now(timezone.utc)
    flash("Flask has logged you in.")
    return redirect("/")
