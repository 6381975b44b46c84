"""The headers that step 5 sends, to be added after each request."""

from flask import current_app

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_headers(response):
    response.headers.update(HEADERS)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        max_age = current_app.config["HSTS_MAX_AGE"]
        response.headers["Strict-Transport-Security"] = f"max-age={max_age}"
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response
