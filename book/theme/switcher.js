// The step switcher: on a listing, the same item as it stands in the other steps, and the change
// between that and what the listing shows. The builder puts the texts at the end of the page.
"use strict";
{
    const { element, button, diff } = living;

    const versions = Object.assign({},
        ...[...document.querySelectorAll("script.versions")].map((it) => JSON.parse(it.textContent)));

    function rendered(rows, language) {
        const lines = rows.flatMap(([tag, line]) => line === "…"
            ? [element("span", { class: "gap" })]
            : [element(tag, { class: "line" }, line), "\n"]);
        const code = element("code", { class: language }, ...lines);
        if (globalThis.hljs && language !== "language-plaintext") hljs.highlightBlock(code);
        code.classList.add("hljs");
        return element("pre", { tabindex: 0 }, code);
    }

    // What stands in another step: the change from the older to the newer, or the text alone.
    function view(own, other, change, language) {
        if (!change) return rendered(other.text.split("\n").map((line) => ["span", line]), language);
        const [old, now] = own.step < other.step ? [own, other] : [other, own];
        return rendered(diff(old.text, now.text), language);
    }

    function words(own, other, change) {
        if (own.text === other.text) return `The same in step ${other.step}.`;
        if (!change) return `As it is in step ${other.step}.`;
        const [old, now] = [own.step, other.step].sort();
        return `The change from step ${old} to step ${now}.`;
    }

    function switcher(figure, own, others) {
        const shown = figure.querySelector("pre");
        const language = shown.querySelector("code").className.match(/language-\w+/)[0];
        const said = element("p", { role: "status" });
        const place = element("div");
        let chosen = own;
        let change = true;
        const pick = (one) => button(`${one.step}`, () => { chosen = one; show(); },
            { "aria-label": `Step ${one.step}${one === own ? ", as the chapter shows it" : ""}` });
        const buttons = others.map((one) => [one, pick(one)]);
        const toggle = button("change", () => { change = !change; show(); },
            { title: "Show the change, or the lines of that step alone" });
        function show() {
            for (const [one, node] of buttons) node.setAttribute("aria-pressed", String(one === chosen));
            toggle.setAttribute("aria-pressed", String(change));
            shown.hidden = chosen !== own;
            toggle.hidden = chosen === own || chosen.text === own.text;
            said.textContent = chosen === own ? "" : words(own, chosen, change);
            place.replaceChildren(...chosen === own ? [] : [view(own, chosen, change, language)]);
        }
        figure.querySelector("figcaption").append(element("span",
            { class: "switcher", role: "group", "aria-label": "The same item in other steps" },
            "in step ", ...buttons.map(([, node]) => node), toggle));
        figure.append(element("div", { class: "version" }, said, place));
        show();
    }

    for (const figure of document.querySelectorAll(".listing:not(.diff)")) {
        const path = figure.querySelector(".path").textContent;
        const item = figure.querySelector(".item")?.textContent ?? "file";
        const texts = versions[`${path} ${item}`] ?? [];
        const steps = texts.flatMap(({ steps, text }) => steps.map((step) => ({ step, text })));
        steps.sort((one, other) => one.step - other.step);
        const own = steps.find(({ step }) => path.startsWith(`step0${step}`));
        if (own) switcher(figure, own, steps);
    }
}
