//! Two locks that tower-cookies does not have: one on the way in, one on the way out.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Response};

/// In bytes of name and value. Browsers drop a longer cookie without an error (RFC 6265bis).
const MAX_COOKIE: usize = 4096;

/// Drops cookies that tower-cookies would mistake for others. It decodes their names and removes
/// all blanks of Unicode around them. So `%5F%5FHost-session`, which any host under the same
/// domain can set, would pass for `__Host-session`. And if one cookie of a header is not UTF-8, it
/// reads none of them, so that another host could log visitors out.
pub async fn drop_lookalikes(mut request: Request) -> Request {
    let headers = request.headers_mut();
    let honest: Vec<_> = headers
        .get_all(COOKIE)
        .iter()
        .map(without_lookalikes)
        .collect();
    headers.remove(COOKIE);
    for value in honest.into_iter().flatten() {
        headers.append(COOKIE, value);
    }
    request
}

fn without_lookalikes(header: &HeaderValue) -> Option<HeaderValue> {
    let pairs = header.as_bytes().split(|byte| *byte == b';');
    let honest: Vec<_> = pairs.filter(|pair| is_honest(pair)).collect();
    HeaderValue::from_bytes(&honest.join(&b';')).ok()
}

fn is_honest(pair: &[u8]) -> bool {
    let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    let mut bytes = name.trim_ascii().iter();
    let is_plain = bytes.all(|byte| byte.is_ascii_graphic() && *byte != b'%');
    is_plain && str::from_utf8(pair).is_ok()
}

/// Turns a cookie that browsers would drop into an error. The browser keeps the one it has.
pub async fn refuse_oversized(response: Response) -> Response {
    let cookies = response.headers().get_all(SET_COOKIE).iter();
    match cookies.map(size).find(|size| *size > MAX_COOKIE) {
        Some(size) => {
            tracing::error!("a cookie of {size} bytes is too big: browsers keep {MAX_COOKIE}");
            let reason = "Your session is full. A new login makes room.";
            (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response()
        }
        None => response,
    }
}

/// Returns how many bytes name and value have, without the `=` between them.
fn size(cookie: &HeaderValue) -> usize {
    let pair = cookie.as_bytes().split(|byte| *byte == b';').next();
    pair.map_or(0, |pair| pair.len().saturating_sub(1))
}
