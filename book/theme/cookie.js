// A session cookie taken apart and put together, as Flask and the steps do it. Pure functions:
// text in, text out, and an error in words where a text is not what it should be.
"use strict";
{
    const { say } = living;
    // In bytes, as in the steps: a small cookie can unpack to a huge text.
    const MAX_JSON = 256 * 1024;
    const DIGESTS = ["SHA-256", "SHA-1"];
    const NO_CRYPTO = say`this page was opened in a way that keeps the browser's cryptography from it. Open it by http://127.0.0.1 or https`;
    const utf8 = (text) => new TextEncoder().encode(text);

    function fromBase64(text) {
        const at = text.search(/[^A-Za-z0-9_-]/);
        if (at >= 0) throw new Error(say`not base64url: “${text[at]}” at place ${at + 1}`);
        if (text.length % 4 === 1) throw new Error(say`not base64url: a letter is missing`);
        const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
        const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
        if (toBase64(bytes) !== text) throw new Error(say`not base64url: the last letter is none that a byte ends with`);
        return bytes;
    }

    function toBase64(bytes) {
        const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
        return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    }

    async function through(transform, bytes, most = Infinity) {
        const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
        const chunks = [];
        for (let size = 0; ;) {
            const { done, value } = await reader.read();
            if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
            size += value.length;
            if (size > most) {
                reader.cancel().catch(() => {});
                throw new RangeError(say`a zip bomb: it unpacks to more than 256 KiB`);
            }
            chunks.push(value);
        }
    }

    async function unpack(bytes) {
        try {
            return await through(new DecompressionStream("deflate"), bytes, MAX_JSON);
        } catch (error) {
            throw error instanceof RangeError ? error : new Error(say`not zlib, though it begins with a dot`);
        }
    }

    // The JSON text of a payload, and how many bytes it had while packed.
    async function decode(payload) {
        const packed = payload.startsWith(".") ? fromBase64(payload.slice(1)) : undefined;
        const bytes = packed ? await unpack(packed) : fromBase64(payload);
        try {
            const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
            return { json, packed: packed?.length };
        } catch {
            throw new Error(say`not UTF-8 text`);
        }
    }

    // Packed where that saves more than one byte: Flask's rule.
    async function encode(json) {
        const bytes = utf8(json);
        const packed = await through(new CompressionStream("deflate"), bytes);
        return packed.length + 1 < bytes.length ? `.${toBase64(packed)}` : toBase64(bytes);
    }

    function seconds(timestamp) {
        const bytes = fromBase64(timestamp);
        return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    }

    function timestamp(seconds) {
        const bytes = [];
        for (let left = BigInt(seconds); left > 0n; left /= 256n) bytes.unshift(Number(left % 256n));
        return toBase64(bytes);
    }

    // HMAC fills a short key up with zeros, so that one zero is the empty key WebCrypto refuses.
    async function mac(key, text, hash) {
        const raw = key.length ? key : new Uint8Array(1);
        const taken = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["sign"]);
        return new Uint8Array(await crypto.subtle.sign("HMAC", taken, utf8(text)));
    }

    // Every reason that keeps a signature from being made is an error: no verdict stands on less.
    async function sign(text, { secret, salt, digest }) {
        if (!globalThis.crypto?.subtle) throw new Error(NO_CRYPTO);
        if (!DIGESTS.includes(digest)) throw new Error(say`the digest is none of ${DIGESTS.join(", ")}`);
        const key = await mac(secret, salt, digest);
        return toBase64(await mac(key, text, digest));
    }

    // Keys of random bytes are often written as hexadecimal digits.
    function fromHex(text) {
        const [, wrong] = text.match(/([^\da-f])/i) ?? [];
        const reason = wrong ? say`“${wrong}” is no digit` : text.length % 2 ? say`a digit is missing` : "";
        if (reason) throw new Error(say`the secret is not hexadecimal: ${reason}`);
        return Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));
    }

    // What is wrong with the JSON of a session, in words: nothing where it is an object.
    function complaint(json) {
        try {
            const value = JSON.parse(json);
            return value instanceof Object && !Array.isArray(value) ? "" : say`This is JSON, but no object, which a session is.`;
        } catch (error) {
            return say`This is not JSON: ${error.message}.`;
        }
    }

    // The last dot begins the signature: what is signed may have dots of its own.
    function split(cookie) {
        const [, payload, signature] = cookie.match(/^(.*)\.(.*)$/s) ?? [, cookie, ""];
        return { kind: "signed", payload, signature };
    }

    // A session has a time before its signature, up to eight bytes.
    function splitSession(cookie) {
        const parts = split(cookie);
        const [, payload, timestamp] = parts.payload.match(/^(.+)\.([\w-]{0,11})$/s) ?? [];
        return payload === undefined ? parts : { ...parts, kind: "session", payload, timestamp };
    }

    // What is signed: all before the last dot.
    const signed = ({ kind, payload, timestamp }) =>
        kind === "session" ? `${payload}.${timestamp}` : payload;

    const join = (parts) => `${signed(parts)}.${parts.signature}`;

    // Turns one bit over: in the last letter or digit of what can be read, else in the middle.
    async function flip(parts) {
        const change = (bytes, at) => bytes.with(at, bytes[at] ^ 1);
        const plain = parts.kind === "signed";
        const dot = !plain && parts.payload.startsWith(".") ? "." : "";
        const bytes = plain ? utf8(parts.payload) : fromBase64(parts.payload.slice(dot.length));
        if (!bytes.length) return parts;
        const letters = new TextDecoder("latin1").decode(bytes);
        const last = Math.max(letters.search(/[a-z0-9][^a-z0-9]*$/i), 0);
        const flipped = change(bytes, dot ? bytes.length >> 1 : last);
        const payload = plain ? new TextDecoder().decode(flipped) : dot + toBase64(flipped);
        return { ...parts, payload };
    }

    living.cookie = {
        DIGESTS, utf8, fromHex, complaint, decode, encode, seconds, timestamp, sign, split, splitSession, signed,
        join, flip,
    };
}
