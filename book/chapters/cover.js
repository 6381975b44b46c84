// The cover: a cookie of step 3 whose name can be changed and signed. Its words are those of the
// list that stands in the page, which stays where a browser cannot sign.
"use strict";
{
    const { cookie, keepKeys } = living;
    const KEY = { secret: cookie.utf8("supersecretkey"), salt: "itsdangerous.Signer", digest: "SHA-256" };
    const form = document.querySelector("#cover form");
    const list = document.querySelector("#cover ul");
    const { payload, signature } = form.elements;
    const status = form.querySelector("[role=status]");
    const [own, refused, signed] = list.children;

    // What the list says of such a cookie, with its name. What is said already is not said again.
    function tell(words, name) {
        const copy = words.cloneNode(true);
        while (copy.firstChild.nodeName !== "STRONG") copy.firstChild.remove();
        for (const shown of copy.querySelectorAll("samp b")) shown.textContent = name;
        if (copy.textContent !== status.textContent) status.replaceChildren(...copy.childNodes);
    }

    async function judge() {
        const name = payload.value;
        const right = await cookie.sign(name, KEY);
        if (name !== payload.value) return;
        const holds = right === signature.value;
        form.className = holds ? "holds" : "fails";
        tell(holds ? (name === payload.defaultValue ? own : signed) : refused, name);
    }

    async function sign(event) {
        event.preventDefault();
        signature.value = await cookie.sign(payload.value, KEY);
        return judge();
    }

    form.addEventListener("input", judge);
    form.addEventListener("submit", sign);
    form.addEventListener("reset", () => setTimeout(judge));
    judge().then(() => {
        keepKeys(form).hidden = false;
        list.hidden = true;
    }, () => {});
}
