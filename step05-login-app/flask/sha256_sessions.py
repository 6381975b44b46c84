"""Flask's sessions in the cookie of step 5: SHA-256 instead of SHA-1, under the same name."""

import hashlib
import os

from flask.sessions import SecureCookieSessionInterface


class Sha256Sessions(SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha256)


def share(app):
    """Sets what both sides must agree on."""
    https = os.environ.get("HTTPS", "") not in ("", "0", "false", "no", "off")
    app.session_interface = Sha256Sessions()
    app.config.update(
        SECRET_KEY=os.environ["SECRET_KEY"],
        SESSION_COOKIE_NAME="__Host-session" if https else "session",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=7 * 24 * 60 * 60,
    )
