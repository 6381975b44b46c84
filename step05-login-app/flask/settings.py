"""What Flask and step 5 must agree on, read from the same environment variables."""

import os

from sha256_sessions import Sha256Sessions

DAY = 24 * 60 * 60


def share(app):
    https = os.environ.get("HTTPS", "").lower() not in ("", "0", "f", "false", "n", "no", "off")
    absolute_limit = int(os.environ.get("ABSOLUTE_LIMIT", 30 * DAY))
    fallbacks = os.environ.get("SECRET_KEY_FALLBACKS", "").split(",")
    app.session_interface = Sha256Sessions()
    app.config.update(
        SECRET_KEY=os.environ["SECRET_KEY"],
        SECRET_KEY_FALLBACKS=[key for key in fallbacks if key],
        SESSION_COOKIE_NAME="__Host-session" if https else "session",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=int(os.environ.get("IDLE_LIMIT", 7 * DAY)),
        ABSOLUTE_LIMIT=absolute_limit,
        SHORT_LIMIT=min(int(os.environ.get("SHORT_LIMIT", DAY // 2)), absolute_limit),
        HSTS_MAX_AGE=int(os.environ.get("HSTS_MAX_AGE", 300)),
    )
