"use strict";
// Asks the server. The token comes with the address, behind `#`, and stays in this browser.
const Service = (() => {
  const page = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(16)).join("");
  let number = 0;
  // The last question of each lane: a newer one ends it.
  const asked = new Map();

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

  async function ask(path, question, signal) {
    const options = { headers: { "X-Tally-Token": takeToken() }, cache: "no-store", signal };
    if (question) Object.assign(options, { method: "POST", body: JSON.stringify(question) });
    let response;
    try {
      response = await fetch(path, options);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The dashboard's server does not answer. Is `tally serve` still running?");
    }
    if (!response.ok && response.headers.get("Content-Type")?.startsWith("text/plain")) throw new Error(await response.text());
    return response;
  }

  const json = async (path, question, signal) => (await ask(path, question, signal)).json();

  // Of two questions in a lane only the newer one is answered: the page stops waiting for the older, and the server drops it.
  async function run(questions, lane) {
    asked.get(lane)?.abort();
    const own = new AbortController();
    asked.set(lane, own);
    const pictured = questions.flatMap((question, index) => question.isPictured ? [index] : []);
    try {
      return (await json("api/run", { page, lane, number: ++number, queries: questions.map(question => question.text), pictured }, own.signal)).answers;
    } catch (error) {
      if (own.signal.aborted) return questions.map(() => ({ findings: [], isCancelled: true }));
      throw error;
    }
  }

  return {
    takeToken,
    board: () => json("api/board"),
    run,
    maps: () => json("api/maps"),
    check: async text => (await json("api/check", { text })).findings,
    complete: (text, offset) => json("api/complete", { text, offset }),
    async csv(text) {
      const response = await ask("api/csv", { text });
      return response.ok ? { blob: await response.blob() } : { answer: await response.json() };
    },
  };
})();
