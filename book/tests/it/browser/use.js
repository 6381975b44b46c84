// Uses every kind of widget once: runs a request and opens its form, and shows another step.
const shown = (selector) => document.querySelector(selector);
const until = async (found) => { while (!found()) await new Promise((done) => setTimeout(done, 10)); };
shown(".switcher label:not(:has(:checked)) input")?.click();
shown(".run button")?.click();
if (shown(".run")) await until(() => shown(".answer:not([hidden])"));
shown(".request summary")?.click();
if (shown("#laboratory")) await until(() => shown("#lab-verdict").textContent);
