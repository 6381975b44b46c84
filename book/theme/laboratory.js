// The cookie laboratory. The cookie's field holds the truth: it is read into the parts below it,
// and every change of a part is written back into it.
"use strict";
{
    const { say, cookie, pasted, view } = living;
    const SALTS = { session: "cookie-session", signed: "itsdangerous.Signer" };

    class Laboratory {
        parts = cookie.split("");
        whole = undefined;
        turn = 0;

        constructor(root) {
            this.all = view.fields();
            root.replaceChildren(view.build(this.all, {
                now: () => this.now(), sign: () => this.sign(), flip: () => this.flip(),
            }));
            const { cookie, payload, time, secret, hex, salt, digest } = this.all;
            cookie.addEventListener("input", () => this.read());
            payload.addEventListener("input", () => this.edit());
            time.addEventListener("input", () => this.setTime());
            salt.addEventListener("input", () => this.read());
            for (const input of [secret, hex, digest]) input.addEventListener("input", () => this.check());
        }

        // Shows a cookie, with what it may be signed by.
        fill({ cookie, secret = "", salt = SALTS.session, digest = "SHA-256" }) {
            for (const [name, value] of Object.entries({ cookie, secret, salt, digest })) {
                this.all[name].value = value;
            }
            this.all.hex.checked = false;
            return this.read();
        }

        // A salt that is the usual one stays so; a typed one stays as it is typed.
        async read() {
            this.settle();
            const [{ kind }, { salt }] = [this.parts, this.all];
            this.parts = pasted.parts(this.all.cookie.value, salt.value);
            const moved = kind !== this.parts.kind && document.activeElement !== salt;
            if (moved && salt.value === SALTS[kind]) salt.value = SALTS[this.parts.kind];
            this.showTime();
            await this.showPayload();
            await this.check();
        }

        write(parts) {
            this.parts = parts;
            this.all.cookie.value = pasted.written(parts);
            return this.check();
        }

        async check() {
            view.showParts(this.all, this.parts);
            const turn = ++this.turn;
            const right = await this.right(this.parts);
            if (turn === this.turn) view.judge(this.all, right, this.parts);
        }

        // The right signature. Where anything fails, there is none, and the verdict says why.
        async right(parts) {
            const { secret, hex, salt, digest } = this.all;
            try {
                const bytes = hex.checked ? cookie.fromHex(secret.value) : cookie.utf8(secret.value);
                const key = { secret: bytes, salt: salt.value, digest: digest.value };
                return { signature: await cookie.sign(cookie.signed(parts), key) };
            } catch (error) {
                return { failure: error.message };
            }
        }

        async showPayload() {
            const { parts } = this;
            if (parts.kind === "signed") return this.showText(parts.payload);
            try {
                const { json, packed } = await cookie.decode(parts.payload);
                const note = packed ? `${say`Packed with zlib: ${packed} bytes.`} ` : "";
                if (parts === this.parts) this.showText(json, cookie.complaint(json), note);
            } catch (error) {
                if (parts === this.parts) this.showText("", say`The payload is ${error.message}.`);
            }
        }

        showText(text, complaint = "", note = "") {
            this.all.payload.value = text;
            view.complain(this.all, complaint, note);
        }

        // The text stays as it is typed, in the cookie too: JSON can be written in many ways.
        async edit() {
            this.settle();
            const text = this.all.payload.value;
            const session = this.parts.kind === "session";
            view.complain(this.all, session ? cookie.complaint(text) : "");
            const payload = session ? await cookie.encode(text) : text;
            if (text === this.all.payload.value) await this.write({ ...this.parts, payload });
        }

        showTime() {
            if (this.parts.kind === "signed") return;
            try {
                const seconds = cookie.seconds(this.parts.timestamp);
                this.all.time.value = seconds;
                this.all.timeNote.textContent = view.age(seconds);
            } catch (error) {
                this.all.time.value = "";
                this.all.timeNote.textContent = say`The timestamp is ${error.message}.`;
            }
        }

        setTime() {
            this.settle();
            const seconds = this.all.time.value.trim();
            if (!/^\d{1,19}$/.test(seconds)) {
                this.all.timeNote.textContent = say`A time is a whole number of seconds.`;
                return undefined;
            }
            this.all.timeNote.textContent = view.age(BigInt(seconds));
            return this.write({ ...this.parts, timestamp: cookie.timestamp(seconds) });
        }

        now() {
            this.all.time.value = Math.floor(Date.now() / 1000);
            return this.setTime();
        }

        async sign() {
            this.settle();
            const { signature } = await this.right(this.parts);
            await (signature ? this.write({ ...this.parts, signature }) : this.check());
        }

        // A flipped bit stays flipped until it is flipped back, or until something else changes.
        async flip() {
            const { parts, whole } = this;
            this.parts = whole ?? await cookie.flip(parts).catch(() => parts);
            this.whole = whole ? undefined : parts;
            this.all.flip.setAttribute("aria-pressed", String(!whole));
            await this.showPayload();
            await this.write(this.parts);
        }

        settle() {
            this.whole = undefined;
            this.all.flip.setAttribute("aria-pressed", "false");
        }
    }

    living.Laboratory = Laboratory;
}
