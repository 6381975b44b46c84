// The copy buttons. A listing gives its whole item, as the step that is shown has it; a transcript
// gives its commands. mdBook's clipboard.js does the copying.
"use strict";
{
    const { element, button } = living;

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

    // Adds a button to a block of code. What it says has a place of its own: a screen reader reads
    // no news within a button.
    function add(pre, what) {
        const said = element("span", { class: "copied", role: "status" });
        const copy = button("", () => {}, { class: "clip-button", title: "Copy", "aria-label": `Copy ${what}` });
        pre.prepend(element("div", { class: "buttons" }, said, copy));
    }

    function say(copy, words) {
        const said = copy.previousElementSibling;
        said.textContent = words;
        setTimeout(() => { said.textContent = ""; }, 3000);
    }

    function name(pre) {
        const caption = pre.closest(".listing")?.querySelector("figcaption");
        if (caption) return living.title(caption);
        return pre.querySelector(".language-console") ? "the commands" : "the code";
    }

    for (const code of document.querySelectorAll("main pre > code")) add(code.parentElement, name(code.parentElement));
    const clipboard = new ClipboardJS(".clip-button", { text: (copy) => text(copy.closest("pre")) });
    clipboard.on("success", ({ trigger, clearSelection }) => {
        clearSelection();
        say(trigger, "Copied");
    });
    clipboard.on("error", ({ trigger }) => say(trigger, "The browser did not copy it"));
    living.copy = { add, commands };
}
