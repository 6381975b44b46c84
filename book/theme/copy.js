// The copy button copies what the page shows. For the click, take out what is not the step's own
// source: removed lines and gaps.
document.addEventListener("click", (event) => {
    const code = event.target.closest(".listing .clip-button")?.closest("pre").querySelector("code");
    if (!code) return;
    const shown = code.innerHTML;
    for (const line of code.querySelectorAll("del.line, .gap")) {
        const after = line.nextSibling;
        if (line.matches("del") && after?.data?.startsWith("\n")) after.data = after.data.slice(1);
        line.remove();
    }
    setTimeout(() => { code.innerHTML = shown; });
}, { capture: true });
