// A request to a step: the fields that a reader edits it in, and the way to the step, through the
// program behind the page.
"use strict";
{
    const { say, element, choice, jar } = living;
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

    function header(line) {
        if (!line.includes(":")) throw new Error(say`the header “${line}” has no colon after its name`);
        return line.split(/:(.*)/s).slice(0, 2).map((part) => part.trim());
    }

    // The question for the program, as the fields stand now.
    function question(step, request, form) {
        const headers = form.headers.value.split("\n").filter((line) => line.trim()).map(header);
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

    // What the step answers. It is an error with its reason where the request is not sent.
    async function ask(step, request, form) {
        const body = JSON.stringify(question(step, request, form));
        const sent = fetch(`${path_to_root}run/${step}`, {
            method: "POST", headers: { "content-type": "application/json" }, body,
        });
        const answer = await sent.catch(() => {
            throw new Error(say`The program that serves the book does not answer. Does it still run?`);
        });
        if (!answer.ok) throw new Error(await answer.text() || answer.statusText);
        return answer.json();
    }

    living.request = { fields, ask };
}
