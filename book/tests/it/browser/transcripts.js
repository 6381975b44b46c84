// Clicks every Run button of the page, in order, and returns the answers that differ from what the
// transcript shows. Dates and signed cookies change from run to run; `-w` prints the status alone.
const mask = (line) => line.replace(/(session=)[\w.-]+/, "$1*").replace(/(date|expires)[:=].*/i, "");
const shown = (text) => text.split(/^\$ /m).slice(1).filter((part) => part.startsWith("curl"));
const differing = [];

async function answer(block, button) {
    block.querySelector(".answer")?.closest("form").remove();
    button.click();
    for (;;) {
        const code = block.querySelector(".answer:not([hidden]) code");
        if (code) return code.textContent;
        await new Promise((done) => setTimeout(done, 10));
    }
}

for (const block of document.querySelectorAll(".console")) {
    const buttons = block.querySelectorAll(".run button");
    const transcripts = shown(block.querySelector("code").textContent);
    if (buttons.length !== transcripts.length) differing.push(`${buttons.length} buttons`);
    for (const [at, button] of buttons.entries()) {
        const got = (await answer(block, button)).split("\n").map(mask);
        const [command, ...lines] = transcripts[at].split("\n");
        const status = (line) => /^\d{3}$/.test(line) && got[0].includes(line);
        const missing = lines.map(mask).filter((line) => !got.includes(line) && !status(line));
        if (missing.length) differing.push(`${command}: ${missing[0]}`);
    }
}
return differing;
