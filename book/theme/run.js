// Run buttons under the transcripts: each opens its request as a form, sends it to the real step
// through the program behind the page, and shows the answer.
"use strict";
{
    const { element, field, button, choice, keepKeys, jar } = living;
    const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    const FORM = "application/x-www-form-urlencoded";

    const text = (value = "") =>
        element("input", { value, spellcheck: "false", autocomplete: "off" });
    const box = (checked = false) => element("input", { type: "checkbox", checked });

    // The fields of a request, filled with what the transcript's curl line says.
    function fields(request) {
        const method = choice(METHODS);
        method.value = request.method;
        return {
            method,
            path: text(request.path),
            body: text(request.body),
            headers: element("textarea", { rows: 1, spellcheck: "false" },
                (request.headers ?? []).join("\n")),
            jar: box(request.jar),
            cookies: text(request.cookies),
            keep: box(request.keep),
        };
    }

    // The question for the program, as the fields stand now.
    function question(step, request, form) {
        const headers = form.headers.value.split("\n").filter((line) => line.trim())
            .map((line) => line.split(/:(.*)/s).slice(0, 2).map((part) => part.trim()));
        const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
        const cookies = [form.jar.checked && jar.header(jar.load(step)), form.cookies.value];
        const cookie = cookies.filter(Boolean).join("; ");
        if (form.body.value && !typed) headers.push(["content-type", FORM]);
        if (cookie) headers.push(["cookie", cookie]);
        return {
            method: form.method.value, path: form.path.value, body: form.body.value,
            headers, settings: request.settings ?? [],
        };
    }

    async function ask(step, question) {
        try {
            const answer = await fetch(`${path_to_root}run/${step}`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify(question),
            });
            if (answer.ok) return await answer.json();
            return { error: await answer.text() || answer.statusText };
        } catch {
            return { error: "The program that serves the book does not answer. Does it still run?" };
        }
    }

    const printed = ({ status, headers, body }) =>
        [status, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n");

    // A link that opens a signed cookie in the laboratory, with the step's secret.
    function inside({ signed }) {
        return (_, value) => {
            if (!signed || !value.includes(".")) return "";
            const fragment = new URLSearchParams({ cookie: value, ...signed });
            return element("a", { href: `${path_to_root}laboratory.html#${fragment}` }, "Look inside");
        };
    }

    function panel(step, request, close) {
        const form = fields(request);
        const answer = element("code", { class: "hljs language-console" });
        const shown = element("div", { class: "answer", role: "status", hidden: true },
            element("pre", { tabindex: 0, "aria-label": "The answer" }, answer));
        const send = element("button", { type: "submit" }, "Send");
        async function run() {
            send.disabled = true;
            const reply = await ask(step.name, question(step.name, request, form));
            if (form.keep.checked && reply.headers) jar.keep(step.name, reply.headers);
            answer.textContent = reply.error ? `Not sent: ${reply.error}` : printed(reply);
            shown.hidden = false;
            send.disabled = false;
        }
        const settings = request.settings?.length ? ` ${request.settings.join(" ")}` : "";
        const node = keepKeys(element("form", {
            class: "request", "aria-label": `Request to ${step.name}`,
            onsubmit: (event) => { event.preventDefault(); run(); },
        },
            element("p", {}, "To ", element("code", {}, step.name + settings)),
            element("div", { class: "fields" },
                element("div", { class: "line" }, field("Method", form.method), field("Path", form.path)),
                field("Form", form.body),
                field("Headers, one a line", form.headers),
                field("Cookies of this request alone", form.cookies),
                field("Send the cookies of the jar", form.jar),
                field("Keep in the jar what the answer sets", form.keep)),
            jar.table(step.name, inside(step)),
            element("p", { class: "buttons" }, send, " ", button("Close", close)),
            shown));
        return { node, run };
    }

    // The bar under a transcript: a button for each of its requests, and one panel for them all.
    function bar(block, steps) {
        const step = steps.find(({ name }) => name === block.dataset.step);
        const requests = JSON.parse(block.dataset.requests);
        const place = element("div");
        const commands = block.querySelector("code").textContent.match(/^\$ curl.*/gm);
        const buttons = requests.map((request, at) => {
            const label = requests.length > 1 ? `Run ${request.method} ${request.path}` : "Run";
            const title = commands[at].slice(2);
            return button(label, () => open(request, buttons[at]), { title, "aria-expanded": "false" });
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

    living.program.then((steps) => {
        const blocks = document.querySelectorAll(".console");
        if (steps.length) blocks.forEach((block) => bar(block, steps));
        else blocks[0]?.after(element("p", { class: "hint" },
            "Read this book with ", element("code", {}, "cargo run -p book"),
            " and you can run and change these requests on the page."));
    });
}
