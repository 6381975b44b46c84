// A cookie jar for each step, kept as long as the tab, and the table that shows and edits it.
"use strict";
{
    const { say, element, button } = living;
    // Where a browser refuses to store anything, the jars last as long as the page.
    const memory = new Map();
    const key = (step) => `cookie jar of ${step}`;

    function load(step) {
        try {
            return JSON.parse(sessionStorage.getItem(key(step)) ?? "[]");
        } catch {
            return memory.get(step) ?? [];
        }
    }

    function save(step, cookies, source) {
        memory.set(step, cookies);
        try {
            sessionStorage.setItem(key(step), JSON.stringify(cookies));
        } catch { /* The memory has them. */ }
        document.dispatchEvent(new CustomEvent("jar", { detail: { step, source } }));
    }

    // The cookies after a `Set-Cookie`: a new one, another value, or one less.
    function after(cookies, setCookie, now = Date.now()) {
        const [pair, ...attributes] = setCookie.split(";").map((part) => part.trim());
        const at = pair.indexOf("=");
        if (at < 1) return cookies;
        const name = pair.slice(0, at);
        const attribute = (wanted) => attributes
            .find((it) => it.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
        const age = attribute("max-age");
        const gone = age === undefined ? Date.parse(attribute("expires")) <= now : Number(age) <= 0;
        const others = cookies.filter(([other]) => other !== name);
        return gone ? others : [...others, [name, pair.slice(at + 1)]];
    }

    function keep(step, headers) {
        const set = headers.filter(([name]) => name.toLowerCase() === "set-cookie");
        if (set.length) save(step, set.reduce((jar, [, value]) => after(jar, value), load(step)));
    }

    const header = (cookies) => cookies
        .filter(([name]) => name).map(([name, value]) => `${name}=${value}`).join("; ");

    // The table of a step's jar. `inside` may give a link to the laboratory for a value.
    function table(step, inside = () => "") {
        const body = element("tbody", { "data-empty": say`It is empty.` });
        const write = () => save(step, [...body.rows].map((row) =>
            [...row.querySelectorAll("input")].map((input) => input.value)), body);
        function row([name, value]) {
            const look = element("span");
            const show = () => look.replaceChildren(inside(values[0].value, values[1].value));
            const input = (label, text) => element("input", {
                "aria-label": label, value: text, spellcheck: "false", autocomplete: "off",
                oninput: () => { show(); write(); },
            });
            const values = [input(say`Name of the cookie`, name), input(say`Value of the cookie`, value)];
            const remove = button(say`Delete`, () => {
                line.remove();
                write();
                add.focus();
            }, { "aria-label": say`Delete the cookie ${name}` });
            const cell = (...children) => element("td", {}, ...children);
            const line = element("tr", {}, ...values.map((one) => cell(one)), cell(look, remove));
            show();
            return line;
        }
        const add = button(say`Add a cookie`, () => {
            body.append(row(["", ""]));
            body.lastChild.querySelector("input").focus();
        });
        const fill = () => body.replaceChildren(...load(step).map(row));
        function follow({ detail }) {
            if (!body.isConnected) document.removeEventListener("jar", follow);
            else if (detail.step === step && detail.source !== body) fill();
        }
        document.addEventListener("jar", follow);
        fill();
        const heads = [say`Name`, say`Value`].map((text) => element("th", { scope: "col" }, text));
        return element("div", { class: "jar" },
            element("table", {},
                element("caption", {}, say`The cookie jar of ${step}`),
                element("thead", {}, element("tr", {}, ...heads, element("td"))), body),
            add);
    }

    Object.assign(living, { jar: { load, save, after, keep, header, table } });
}
