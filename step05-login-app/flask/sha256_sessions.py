"""Flask's sessions, signed with SHA-256 as in step 5."""

import hashlib

from flask import request, sessions


class StockSessions(sessions.SecureCookieSessionInterface):
    """Sessions from before the move: signed with SHA-1, in a cookie named `session`."""

    def get_cookie_name(self, app):
        return "session"


class Sha256Sessions(sessions.SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app, request):
        """Opens a stock session, too, and marks it as changed, so that it is signed again."""
        session = super().open_session(app, request)
        if not session:
            session = StockSessions().open_session(app, request)
            session.modified = bool(session)
        return session

    def save_session(self, app, session, response):
        """Deletes a stock cookie of another name, which would undo a logout."""
        super().save_session(app, session, response)
        if self.get_cookie_name(app) != "session" and "session" in request.cookies:
            response.delete_cookie("session")
