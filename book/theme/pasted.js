// From what a reader pastes to the parts of a cookie, and back to what a browser would send.
"use strict";
{
    const { cookie } = living;

    // The value alone, where a whole line `Set-Cookie: session=…; HttpOnly` was pasted.
    function value(text) {
        const pair = text.trim().replace(/^(set-)?cookie:\s*/i, "").split(";")[0].trim();
        return pair.replace(/^[^=\s]+=(?=.)/, "");
    }

    function decoded(text) {
        try {
            return decodeURIComponent(text);
        } catch {
            return text;
        }
    }

    // A name with a dot, signed as in step 3, can look like a session. There the salt decides,
    // unless the payload begins as zlib does, with a dot, or as base64 writes a `{`.
    function parts(text, salt) {
        const found = cookie.splitSession(value(text));
        const plain = salt === "itsdangerous.Signer" && !/^(\.|e[w-z0-3])/.test(found.payload);
        if (found.kind === "session" && !plain) return found;
        // Step 3 percent-encodes names, and the signature is over the name itself.
        return cookie.split(decoded(value(text)));
    }

    // All but the letters that step 3 leaves as they are.
    function encoded(text) {
        const percent = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
        return encodeURIComponent(text).replace(/[!'()*]/g, percent);
    }

    const written = (parts) =>
        parts.kind === "session" ? cookie.join(parts) : encoded(cookie.join(parts));

    living.pasted = { parts, written };
}
