// The step switcher: a choice on a listing that shows its item as it stands in the other steps, or the
// change between that and what the listing shows. The rows of the other steps come with the page, each
// version in a <script> that does not run: until a reader asks for them, they are no part of it.
"use strict";
{
    const { say, element, button, copy, watch, title } = living;

    // The steps of a listing, each with the version that shows it.
    function choices(figure, own) {
        const listed = [...figure.querySelectorAll(".version")].flatMap((version) =>
            version.dataset.steps.split(" ").map((name) => ({ step: Number(name.slice(4, 6)), name, version })));
        return [own, ...listed].sort((one, other) => one.step - other.step);
    }

    // The rows of a version. They are the builder's own markup.
    function opened({ step, version }, item) {
        const rows = element("div", { class: version.className });
        rows.innerHTML = version.textContent;
        hljs.highlightBlock(rows.querySelector("code"));
        copy.add(rows.querySelector("pre"), say`${item} of step ${step}`);
        watch(rows);
        version.after(rows);
        return rows;
    }

    function words(own, { step, version }, change) {
        if (step === own.step) return "";
        if (!version.text) return say`The same in step ${step}.`;
        if (!change) return say`As it is in step ${step}.`;
        const [old, now] = [own.step, step].sort();
        return say`The change from step ${old} to step ${now}.`;
    }

    // One stop of the keyboard: the browser moves between radio buttons of one name by the arrow keys.
    function switcher(figure, at) {
        const shown = figure.querySelector("pre");
        const caption = figure.querySelector("figcaption");
        const path = figure.querySelector(".path");
        const item = title(caption);
        const own = { step: Number(figure.dataset.step), name: path.textContent.split("/")[0] };
        const said = element("p", { class: "said", role: "status" });
        let chosen = own;
        let change = true;
        const pick = (one) => element("label", {}, element("input", {
            type: "radio", name: `steps-of-${at}`, checked: one === own,
            "aria-label": one === own ? say`Step ${one.step}, as the chapter shows it` : say`Step ${one.step}`,
            onchange: () => { chosen = one; show(); },
        }), `${one.step}`);
        const toggle = button(say`change`, () => { change = !change; show(); },
            { title: say`Show the change, or the lines of that step alone` });
        function show() {
            figure.querySelector("div.version")?.remove();
            const other = chosen.version?.text ? opened(chosen, item) : null;
            other?.classList.toggle("alone", !change);
            toggle.setAttribute("aria-pressed", String(change));
            toggle.hidden = !other;
            shown.hidden = Boolean(other);
            path.textContent = path.textContent.replace(/^[^/]*/, chosen.name);
            figure.querySelector(".tag")?.toggleAttribute("hidden", chosen !== own);
            said.textContent = words(own, chosen, change);
        }
        const steps = element("span", { role: "radiogroup", "aria-label": say`${item} in the other steps` },
            ...choices(figure, own).map(pick));
        caption.append(element("span", { class: "switcher" }, say`in step`, " ", steps, toggle));
        caption.after(said);
        show();
    }

    document.querySelectorAll(".listing[data-step]").forEach(switcher);
}
