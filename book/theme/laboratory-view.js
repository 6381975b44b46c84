// What the cookie laboratory looks like: its fields, by name, and the words for what it finds.
"use strict";
{
    const { say, element, field, button, choice, keepKeys, cookie, copy } = living;

    const line = (id) => element("input", { id, spellcheck: "false", autocomplete: "off" });
    const area = (id) => element("textarea", { id, rows: 3, spellcheck: "false", autocomplete: "off" });
    const note = (id) => element("p", { id, class: "note", role: "status" });

    function fields() {
        const all = {
            cookie: area("lab-cookie"), parts: element("p", { id: "lab-parts", "aria-hidden": "true" }),
            payload: area("lab-payload"), payloadNote: note("lab-payload-note"),
            time: line("lab-time"), timeNote: note("lab-time-note"),
            secret: line("lab-secret"), salt: line("lab-salt"),
            hex: element("input", { id: "lab-hex", type: "checkbox" }),
            digest: choice(cookie.DIGESTS, { id: "lab-digest" }),
            verdict: element("p", { id: "lab-verdict", role: "status" }), jarNote: note("lab-jar-note"),
        };
        all.payload.setAttribute("aria-describedby", "lab-payload-note");
        all.time.setAttribute("aria-describedby", "lab-time-note");
        all.time.inputMode = "numeric";
        return all;
    }

    // The whole form; `acts` are what its buttons do.
    function build(all, acts) {
        const row = (...children) => element("div", { class: "line" }, ...children);
        const copied = copy.news();
        all.payloadLabel = element("span", {}, say`Payload`);
        all.timeRow = element("div", {},
            row(field(say`Signed at, in seconds since 1970`, all.time), button(say`Now`, acts.now)),
            all.timeNote);
        all.flip = button(say`Flip one bit`, acts.flip, { "aria-pressed": "false" });
        all.jars = element("div", { hidden: true });
        return keepKeys(element("div", { class: "fields" },
            all.verdict,
            field(say`Cookie`, all.cookie), all.parts,
            row(button(say`Copy the cookie`, () => copy.put(all.cookie.value, copied)), copied), all.jars,
            element("label", {}, all.payloadLabel, " ", all.payload), all.payloadNote,
            all.timeRow,
            row(field(say`Secret`, all.secret), field(say`Salt`, all.salt), field(say`Digest`, all.digest)),
            field(say`The secret is bytes, in hexadecimal digits`, all.hex),
            row(button(say`Sign again`, acts.sign), all.flip)));
    }

    // The row that moves a cookie between the laboratory and the jars of the steps.
    function showJars(all, names, { take, put }) {
        all.step = choice(names, { id: "lab-step" });
        all.jars.append(element("div", { class: "line" }, field(say`Jar of`, all.step),
            button(say`Take from the jar`, take), button(say`Put into the jar`, put)), all.jarNote);
        all.jars.hidden = false;
    }

    // The cookie once more, each part in the colour it has in the pictures.
    function showParts(all, { kind, payload, timestamp, signature }) {
        const part = (name, text) => element("span", { class: name }, text);
        const time = kind === "session" ? [".", part("time", timestamp)] : [];
        all.parts.replaceChildren(part("payload", payload), ...time, ".", part("signature", signature));
        all.payloadLabel.textContent = kind === "session" ? say`Payload: JSON` : say`Value`;
        all.timeRow.hidden = kind !== "session";
    }

    const NO_MATCH = say`the signature does not hold: this was not signed with this secret, salt and digest`;
    const NO_SIGNATURE = say`there is no signature: it is a text without a dot, as in step 2`;

    // The note says what is wrong with a payload, the verdict only that this is one of its reasons.
    function complain(all, complaint, note = "") {
        all.payloadNote.textContent = note + complaint;
        all.unread = complaint && say`its payload is no session`;
    }

    // One verdict, as the steps would give it, with all its reasons.
    function judge(all, { signature, failure }, parts) {
        const holds = signature !== undefined && signature === parts.signature;
        const unsigned = parts.signature ? NO_MATCH : NO_SIGNATURE;
        const reasons = [late(parts), all.unread, !holds && unsigned].filter(Boolean);
        const good = !failure && !reasons.length;
        const why = reasons.join(`, ${say`and`} `);
        const refused = holds ? say`✗ Refused: the signature holds, but ${why}` : say`✗ Refused: ${why}`;
        const words = good ? say`✓ Accepted: the signature holds` : refused;
        all.verdict.className = good ? "holds" : "fails";
        all.verdict.textContent = `${failure ? say`✗ Not checked: ${failure}` : words}.`;
    }

    const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

    const { lang } = document.documentElement;

    // So many seconds ago, or from now where they are negative, in the largest unit that they fill.
    function past(seconds) {
        const length = Math.abs(seconds);
        const [unit, size] = UNITS.find(([, size]) => length >= size) ?? UNITS[3];
        return new Intl.RelativeTimeFormat(lang).format(-Math.sign(seconds) * Math.floor(length / size), unit);
    }

    // A time as a date with its age.
    function age(seconds, now = Date.now() / 1000) {
        if (seconds > 8_640_000_000_000n) return say`A time beyond all calendars.`;
        const date = new Date(Number(seconds) * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC");
        return `${date}: ${past(Math.floor(now) - Number(seconds))}.`;
    }

    // Why the steps refuse the time of a session, if they do.
    function late({ kind, timestamp }, now = Date.now() / 1000) {
        if (kind !== "session") return "";
        try {
            const old = Math.floor(now) - Number(cookie.seconds(timestamp));
            if (old < 0) return say`its time is in the future`;
            return old > 31 * 86400 ? say`it is older than 31 days` : "";
        } catch {
            return say`its time cannot be read`;
        }
    }

    living.view = { fields, build, showJars, showParts, complain, judge, age };
}
