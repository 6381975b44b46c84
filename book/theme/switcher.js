// The step switcher: buttons on a listing that show its item as it stands in the other steps, or the
// change between that and what the listing shows. All rows are in the page; this shows and hides.
"use strict";
{
    const { element, button } = living;

    // The steps of a listing, each with the version that shows it.
    function choices(figure, own) {
        const listed = [...figure.querySelectorAll(".version")].flatMap((version) =>
            version.dataset.steps.split(" ").map((step) => ({ step: Number(step), version })));
        return [own, ...listed].sort((one, other) => one.step - other.step);
    }

    function words(own, { step, version }, change) {
        if (step === own.step) return "";
        if (!version.firstChild) return `The same in step ${step}.`;
        if (!change) return `As it is in step ${step}.`;
        const [old, now] = [own.step, step].sort();
        return `The change from step ${old} to step ${now}.`;
    }

    function switcher(figure) {
        const shown = figure.querySelector("pre");
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
            for (const [one, node] of buttons) {
                node.setAttribute("aria-pressed", String(one === chosen));
                if (one.version) one.version.hidden = true;
            }
            const other = chosen.version?.firstChild ? chosen.version : null;
            if (other) {
                other.hidden = false;
                other.classList.toggle("alone", !change);
            }
            toggle.setAttribute("aria-pressed", String(change));
            toggle.hidden = !other;
            shown.hidden = Boolean(other);
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
