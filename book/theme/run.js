// Run buttons under the transcripts: each sends its request to the real step through the program
// behind the page and shows the answer, with the request folded below it as a form.
"use strict";
{
    const { say, element, field, button, keepKeys, jar, copy, watch, request: { fields, ask } } = living;
    const printed = ({ status, headers, body }) =>
        [status, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n");

    // A link that opens a signed cookie in the laboratory, with the step's secret.
    function inside({ signed }) {
        return (_, value) => {
            if (!signed || !value.includes(".")) return "";
            const fragment = new URLSearchParams({ cookie: value, ...signed });
            return element("a", { href: `${path_to_root}laboratory.html#${fragment}` }, say`Look inside`);
        };
    }

    function panel(step, request, close) {
        const form = fields(request);
        const answer = element("code", { class: "hljs language-console" });
        const shown = element("div", { class: "answer", role: "status", hidden: true },
            element("pre", {}, answer));
        const send = element("button", { type: "submit" }, say`Send`);
        async function run() {
            send.disabled = true;
            const reply = await ask(step.name, request, form).catch((error) => ({ error: error.message }));
            if (form.keep.checked && reply.headers) jar.keep(step.name, reply.headers);
            answer.textContent = reply.error ? say`Not sent: ${reply.error}` : printed(reply);
            shown.hidden = false;
            send.disabled = false;
            shown.scrollIntoView({ block: "nearest" });
        }
        const settings = request.settings?.length ? ` ${request.settings.join(" ")}` : "";
        const node = keepKeys(element("form", {
            class: "request", "aria-label": say`Request to ${step.name}`,
            onsubmit: (event) => { event.preventDefault(); run(); },
        },
            element("p", {}, say`To`, " ", element("code", {}, step.name + settings)),
            shown,
            element("details", {},
                element("summary", {}, say`Edit the request and the cookie jar`),
                element("div", { class: "fields" },
                    element("div", { class: "line" }, field(say`Method`, form.method), field(say`Path`, form.path)),
                    field(say`Form`, form.body),
                    field(say`Headers, one a line`, form.headers),
                    field(say`Cookies of this request alone`, form.cookies),
                    field(say`Send the cookies of the jar`, form.jar),
                    field(say`Keep in the jar what the answer sets`, form.keep)),
                jar.table(step.name, inside(step)),
                element("p", { class: "buttons" }, send)),
            element("p", { class: "buttons" }, button(say`Close`, close))));
        watch(node);
        return { node, run };
    }

    // The bar under a transcript: a button for each of its requests, and one panel for them all.
    function bar(block, steps) {
        const step = steps.find(({ name }) => name === block.dataset.step);
        const requests = JSON.parse(block.dataset.requests);
        const place = element("div");
        const commands = copy.commands(block.querySelector("code").textContent)
            .filter((command) => command.startsWith("curl"));
        const buttons = requests.map((request, at) => {
            const label = requests.length > 1 ? say`Run ${request.method} ${request.path}` : say`Run`;
            const name = `${label}: ${commands[at]}`;
            return button(label, () => open(request, buttons[at]),
                { title: commands[at], "aria-label": name, "aria-expanded": "false" });
        });
        const press = (pressed) =>
            buttons.forEach((one) => one.setAttribute("aria-expanded", String(one === pressed)));
        function open(request, pressed) {
            const { node, run } = panel(step, request, () => {
                place.replaceChildren();
                press();
                pressed.focus();
            });
            place.replaceChildren(node);
            press(pressed);
            run();
        }
        if (step) block.append(element("div", { class: "run" }, ...buttons), place);
    }

    function hint() {
        const command = "cargo run -p book";
        const words = say`Read this book with ${command} and you can run and change these requests on the page.`;
        const [before, after] = words.split(command);
        return element("p", { class: "hint" }, before, element("code", {}, command), after);
    }

    living.program.then((steps) => {
        const blocks = document.querySelectorAll(".console");
        if (steps.length) blocks.forEach((block) => bar(block, steps));
        else blocks[0]?.after(hint());
    });
}
