// Starts the laboratory on its page: with the cookie of the link that led there, or with an
// example, and with the jars of the steps where the program is behind the page.
"use strict";
{
    const { jar, view, Laboratory } = living;
    // Signed in 2023 by step 4's secret; chapter 4 has it, too.
    const EXAMPLE = {
        cookie: "eyJ1c2VybmFtZSI6ImFsaWNlIn0.ZVPxAA.0byJAuaE--oG-76uW7wIyOjAaGuVOW2s418O5A_uuNk",
        secret: "supersecretkey",
    };

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
            else view.say(laboratory.all, `There is no cookie ${cookie} in the jar of ${name} yet.`, false);
        }
        function put() {
            const { name, cookie } = chosen();
            const others = jar.load(name).filter(([one]) => one !== cookie);
            jar.save(name, [...others, [cookie, laboratory.all.cookie.value.trim()]]);
            view.say(laboratory.all, `The jar of ${name} has it.`, true);
        }
        if (known.length) view.showJars(laboratory.all, known.map(({ name }) => name), { take, put });
    }

    const root = document.getElementById("laboratory");
    if (root) {
        const laboratory = new Laboratory(root);
        const fill = (given) => given && laboratory.fill(given);
        addEventListener("hashchange", () => fill(linked()));
        fill(linked() ?? EXAMPLE);
        living.program.then((steps) => offerJars(laboratory, steps));
    }
}
