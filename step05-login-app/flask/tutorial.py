"""The login of Flask's tutorials, as it is."""

from flask import Flask, session, redirect, url_for, request

app = Flask(__name__)
app.secret_key = 'supersecretkey'

@app.route('/login', methods=['POST'])
def login():
    session['username'] = request.form['username']
    return redirect(url_for('index'))

@app.route('/')
def index():
    username = session.get('username')
    if username:
        return f"Logged in as {username}"
    return "You are not logged in"
