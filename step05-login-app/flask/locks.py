"""Two locks of step 5, to be run before each request."""

import re
import time

from flask import abort, current_app, request, session


def refuse_other_sites():
    """Refuses a form from a page of another site, by the rule of tower-http's `CsrfLayer`."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not is_own(request.headers):
        abort(403, "This form was sent from a page of another site.")


def is_own(headers):
    """Compares hosts and not schemes: behind a proxy, the app does not see the https."""
    if site := headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    own = re.match("https?://([^/?#]+)", headers.get("Origin", ""), re.IGNORECASE)
    return not headers.get("Origin") or (own and own[1] == headers.get("Host"))


def end_old_login():
    """Ends a login that is too old, however often it is used."""
    if "username" in session:
        limit = current_app.config["ABSOLUTE_LIMIT" if session.permanent else "SHORT_LIMIT"]
        now = int(time.time())
        login_at = session.setdefault("login_at", now)  # A login from before the move has none.
        if not isinstance(login_at, int) or not 0 <= now - login_at <= limit:
            session.clear()
