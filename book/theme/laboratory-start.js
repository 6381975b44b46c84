// Starts the laboratory on its page: with the cookie of the link that led there, or with an
// example, and with the jars of the steps where the program is behind the page.
"use strict";
{
    const { say, jar, cookie, view, Laboratory } = living;

    // A session signed now, with the secret of step 4, so that it is accepted.
    async function example() {
        const payload = await cookie.encode('{"username":"alice"}');
        const parts = { kind: "session", payload, timestamp: cookie.timestamp(Math.floor(Date.now() / 1000)) };
        const [secret, salt] = ["supersecretkey", "cookie-session"];
        const key = { secret: cookie.utf8(secret), salt, digest: "SHA-256" };
        const signature = await cookie.sign(cookie.signed(parts), key).catch(() => "");
        return { cookie: cookie.join({ ...parts, signature }), secret };
    }

    // What stands behind the `#` of an address never leaves the browser. It may be a heading, too.
    function linked() {
        const given = new URLSearchParams(location.hash.slice(1));
        return given.has("cookie") ? Object.fromEntries(given) : undefined;
    }

    function offerJars(laboratory, steps) {
        const known = steps.filter((step) => step.signed);
        const chosen = () => known.find(({ name }) => name === laboratory.all.step.value);
        function take() {
            const { name, cookie, signed } = chosen();
            const [, value] = jar.load(name).find(([one]) => one === cookie) ?? [];
            if (value) laboratory.fill({ cookie: value, ...signed });
            laboratory.all.jarNote.textContent = value ? "" : say`There is no cookie ${cookie} in the jar of ${name} yet.`;
        }
        function put() {
            const { name, cookie } = chosen();
            const others = jar.load(name).filter(([one]) => one !== cookie);
            jar.save(name, [...others, [cookie, laboratory.all.cookie.value.trim()]]);
            laboratory.all.jarNote.textContent = say`The jar of ${name} has it.`;
        }
        if (known.length) view.showJars(laboratory.all, known.map(({ name }) => name), { take, put });
    }

    const root = document.getElementById("laboratory");
    if (root) {
        const laboratory = new Laboratory(root);
        const fill = (given) => given && laboratory.fill(given);
        addEventListener("hashchange", () => fill(linked()));
        const given = linked();
        if (given) fill(given);
        else example().then(fill);
        living.program.then((steps) => offerJars(laboratory, steps));
    }
}
