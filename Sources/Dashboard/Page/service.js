"use strict";
// Asks the server. The token comes with the address, behind `#`, and stays in this browser.
const Service = (() => {
  const page = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(16)).join("");
  let number = 0;

  // Takes the token out of the address, so that a copied link does not carry it.
  function takeToken() {
    const state = new URLSearchParams(location.hash.slice(1));
    const token = state.get("token");
    if (token) {
      localStorage.setItem("tally-token", token);
      state.delete("token");
      history.replaceState(null, "", state.size ? `#${state}` : location.pathname);
    }
    return localStorage.getItem("tally-token") ?? "";
  }

  async function ask(path, question) {
    const options = { headers: { "X-Tally-Token": takeToken() }, cache: "no-store" };
    if (question) Object.assign(options, { method: "POST", body: JSON.stringify(question) });
    let response;
    try {
      response = await fetch(path, options);
    } catch {
      throw new Error("The dashboard's server does not answer. Is `tally serve` still running?");
    }
    if (!response.ok && response.headers.get("Content-Type")?.startsWith("text/plain")) throw new Error(await response.text());
    return response;
  }

  const json = async (path, question) => (await ask(path, question)).json();

  return {
    takeToken,
    board: () => json("api/board"),
    // Of two questions in a lane, the server drops the older one.
    run: async (questions, lane) =>
      (await json("api/run", { page, lane, number: ++number, queries: questions.map(question => question.text) })).answers,
    check: async text => (await json("api/check", { text })).findings,
    complete: (text, offset) => json("api/complete", { text, offset }),
    async csv(text) {
      const response = await ask("api/csv", { text });
      return response.ok ? { blob: await response.blob() } : { answer: await response.json() };
    },
  };
})();
