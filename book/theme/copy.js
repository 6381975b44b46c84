// The copy buttons. A listing gives its whole item, as the step that is shown has it; a transcript
// gives its commands.
"use strict";
{
    const { say, element, button } = living;

    // A command begins with `$ ` and goes on in the next line after a `\`.
    const commands = (text) => (text.match(/^\$ (?:.*\\\n)*.*/gm) ?? []).map((one) => one.slice(2));

    // The lines that the step has: without those that are gone, or, in an older step, not yet there.
    function lines(pre) {
        const code = pre.querySelector("code").cloneNode(true);
        const absent = pre.closest(".version.older") ? "ins" : "del";
        for (const line of code.querySelectorAll(`${absent}, .gap[data-place]`)) line.remove();
        return code.textContent;
    }

    function text(pre) {
        const isTranscript = pre.querySelector(".language-console");
        if (isTranscript) return commands(pre.querySelector("code").textContent).join("\n");
        return pre.parentElement.dataset.whole ?? lines(pre);
    }

    // Copies a text and says so, to the eye and to a screen reader.
    async function put(text, said) {
        try {
            await navigator.clipboard.writeText(text);
            said.textContent = say`Copied`;
        } catch {
            said.textContent = say`Not copied: the browser forbids it`;
        }
        setTimeout(() => { said.textContent = ""; }, 3000);
    }

    const news = () => element("span", { class: "copied", role: "status" });

    // Adds a button to a block of code.
    function add(pre, what) {
        const said = news();
        const copy = button(say`Copy`, () => put(text(pre), said), { "aria-label": say`Copy ${what}` });
        pre.prepend(element("div", { class: "buttons" }, said, copy));
    }

    function name(pre) {
        const caption = pre.closest(".listing")?.querySelector("figcaption");
        if (caption) return living.title(caption);
        return pre.querySelector(".language-console") ? say`the commands` : say`the code`;
    }

    for (const code of document.querySelectorAll("main pre > code")) add(code.parentElement, name(code.parentElement));
    living.copy = { add, commands, put, news };
}
