// The step switcher: buttons on a listing that show its item as it stands in the other steps, or the
// change between that and what the listing shows. The rows of the other steps come with the page, each
// version in a <script> that does not run: until a reader asks for them, they are no part of it.
"use strict";
{
    const { element, button } = living;

    // The steps of a listing, each with the version that shows it.
    function choices(figure, own) {
        const listed = [...figure.querySelectorAll(".version")].flatMap((version) =>
            version.dataset.steps.split(" ").map((step) => ({ step: Number(step), version })));
        return [own, ...listed].sort((one, other) => one.step - other.step);
    }

    // The rows of a version. They are the builder's own markup.
    function opened(version) {
        const rows = element("div", { class: version.className });
        rows.innerHTML = version.textContent;
        hljs.highlightBlock(rows.querySelector("code"));
        version.after(rows);
        return rows;
    }

    function words(own, { step, version }, change) {
        if (step === own.step) return "";
        if (!version.text) return `The same in step ${step}.`;
        if (!change) return `As it is in step ${step}.`;
        const [old, now] = [own.step, step].sort();
        return `The change from step ${old} to step ${now}.`;
    }

    function switcher(figure) {
        const shown = figure.querySelector("pre");
        const copy = shown.querySelector(".buttons");
        const own = { step: Number(figure.dataset.step) };
        const all = choices(figure, own);
        const said = element("p", { class: "said", role: "status" });
        let chosen = own;
        let change = true;
        const pick = (one) => button(`${one.step}`, () => { chosen = one; show(); },
            { "aria-label": `Step ${one.step}${one === own ? ", as the chapter shows it" : ""}` });
        const buttons = all.map((one) => [one, pick(one)]);
        const toggle = button("change", () => { change = !change; show(); },
            { title: "Show the change, or the lines of that step alone" });
        function show() {
            for (const [one, node] of buttons) node.setAttribute("aria-pressed", String(one === chosen));
            figure.querySelector("div.version")?.remove();
            const other = chosen.version?.text ? opened(chosen.version) : null;
            other?.classList.toggle("alone", !change);
            toggle.setAttribute("aria-pressed", String(change));
            toggle.hidden = !other;
            shown.hidden = Boolean(other);
            (other?.querySelector("pre") ?? shown).prepend(copy);
            said.textContent = words(own, chosen, change);
        }
        figure.querySelector("figcaption").append(element("span",
            { class: "switcher", role: "group", "aria-label": "The same item in other steps" },
            "in step ", ...buttons.map(([, node]) => node), toggle));
        figure.querySelector("figcaption").after(said);
        show();
    }

    for (const figure of document.querySelectorAll(".listing[data-step]")) switcher(figure);
}
