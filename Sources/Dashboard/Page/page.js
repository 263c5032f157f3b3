"use strict";
// The page: what is chosen, the cards, and the one question that is asked whenever something changes.
(async () => {
  const { element } = Charts;
  const byId = id => document.getElementById(id);
  let board;
  let state;
  let cards = [];
  // The text of the desk when somebody has written it; null while it follows a card.
  let written = null;

  // MARK: state

  const fresh = () => ({
    filters: {}, time: null, area: null, condition: "", measure: "count", more: [],
    charts: board.facets.slice(0, board.shown).map(facet => facet.expression),
    compared: (board.facets.find(facet => facet.form === "category") ?? board.facets[0])?.expression ?? null,
    order: null, focus: null, query: null, map: null,
  });

  // What differs from a fresh page, behind the address's `#`: a link restores it.
  function link() {
    const usual = fresh();
    const parts = new URLSearchParams();
    for (const [key, value] of Object.entries(state)) {
      const text = JSON.stringify(value);
      if (text !== JSON.stringify(usual[key])) parts.set(key, typeof value === "string" ? value : text);
    }
    return parts.size ? `#${parts}` : "";
  }

  function restore() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const usual = fresh();
    for (const key of Object.keys(usual)) {
      const text = parts.get(key);
      if (text === null) continue;
      if (["condition", "measure", "compared", "order", "focus", "query", "map"].includes(key)) usual[key] = text;
      else try { usual[key] = JSON.parse(text); } catch { /* a link that somebody has cut */ }
    }
    const isList = value => Array.isArray(value);
    if (typeof usual.filters !== "object" || !usual.filters || !Object.values(usual.filters).every(isList)) usual.filters = {};
    if (!isList(usual.charts)) usual.charts = fresh().charts;
    if (!isList(usual.more)) usual.more = [];
    if (!isList(usual.time)) usual.time = null;
    if (!isList(usual.area)) usual.area = null;
    if (!board.measures.some(measure => measure.expression === usual.measure)) usual.measure = "count";
    return usual;
  }

  // What charts may know of the state and do to it.
  const page = {
    get time() { return state.time; },
    get area() { return state.area; },
    chosen: expression => state.filters[expression] ?? [],
    choose(expression, literal, isSeveral) {
      const known = page.chosen(expression);
      const has = known.includes(literal);
      if (isSeveral) set(expression, has ? known.filter(other => other !== literal) : [...known, literal]);
      else set(expression, has && known.length === 1 ? [] : [literal]);
      change();
    },
    chooseAll(expression, literals) { set(expression, literals); change(); },
    chooseBoth([rows, row], [columns, column]) {
      const isSame = String(page.chosen(rows)) === String([row]) && String(page.chosen(columns)) === String([column]);
      set(rows, isSame ? [] : [row]);
      set(columns, isSame ? [] : [column]);
      change();
    },
    chooseTime(range) { state.time = range; change(); },
    chooseArea(area) { state.area = area; change(); },
  };

  function set(expression, literals) {
    if (literals.length) state.filters[expression] = literals;
    else delete state.filters[expression];
  }

  function clear(key) {
    if (key === "time") state.time = null;
    else if (key === "area") state.area = null;
    else if (key === "condition") state.condition = byId("condition").value = "";
    else delete state.filters[key];
    change();
  }

  // MARK: asking

  // What the address says follows what is chosen, a step at a time: the browser's Back undoes the last one.
  function remember() {
    if (link() !== location.hash) history.pushState(null, "", link() || location.pathname);
  }

  function change() {
    remember();
    return show();
  }

  async function show() {
    drawChips();
    cards = Queries.cards(board, state);
    layOut();
    follow();
    byId("charts").classList.add("stale");
    let answers;
    const asked = cards;
    try {
      answers = await Service.run([Queries.figures(board, state), ...cards], "charts", state);
    } catch (error) {
      return tell(error.message);
    }
    // Something newer has been asked in between.
    if (asked !== cards || answers.some(answer => answer.isCancelled)) return;
    tell("");
    byId("charts").classList.remove("stale");
    drawFigures(answers[0]);
    answers.slice(1).forEach((answer, index) => draw(cards[index], answer));
    if (board.maps) document.body.dataset.ready = link();
  }

  function tell(text) {
    byId("message").textContent = text;
    byId("message").hidden = !text;
  }

  // MARK: what is chosen

  function drawChips() {
    const found = Queries.conditions(board, state).filter(condition => condition.key !== "condition");
    byId("chips").replaceChildren(...found.map(condition => element("button", { type: "button", className: "chip", title: "Take this condition away",
      textContent: condition.text, onclick: () => clear(condition.key) })));
    if (!found.length) byId("chips").append(element("span", { className: "hint" }, ["All requests. Click bars, drag over months or the map; Ctrl or Shift chooses several."]));
    byId("clear").disabled = !Queries.conditions(board, state).length;
  }

  function drawFigures(answer) {
    const isWrong = Boolean(answer.isWrong);
    byId("condition").classList.toggle("wrong", isWrong && Boolean(state.condition));
    if (!answer.columns) {
      byId("account").textContent = answer.findings[0]?.message ?? answer.failure ?? "";
      return byId("figures").replaceChildren();
    }
    byId("figures").replaceChildren(...Charts.items(answer).map((column, index) => element("div", { className: "figure", dataset: { measure: column.header } }, [
      element("b", {}, [column.texts[0] || "–"]), element("span", {}, [board.measures[index]?.title ?? column.header])])));
    byId("account").textContent = answer.account + (answer.milliseconds === undefined ? "" : ` · ${answer.milliseconds} ms`);
  }

  // MARK: cards

  const sizes = { timeline: "wide", heat: "half", map: "half", table: "wide", rows: "wide", own: "wide" };

  // A card for each query; those that are there stay, so that the keyboard keeps its place.
  function layOut() {
    const place = byId("charts");
    const known = new Map([...place.children].map(child => [child.dataset.id, child]));
    const wanted = cards.map(card => known.get(card.id) ?? newCard(card));
    if (wanted.some((child, index) => child !== place.children[index]) || place.children.length !== wanted.length) place.replaceChildren(...wanted);
    // Three in a row; two that are left over share theirs, one has it alone.
    const bars = wanted.filter((_, index) => cards[index].kind === "bars");
    bars.forEach((child, index) => {
      const isLeft = index >= bars.length - bars.length % 3;
      child.classList.toggle("pair", isLeft && bars.length % 3 === 2);
      child.classList.toggle("wide", isLeft && bars.length % 3 === 1);
    });
    cards.forEach((card, index) => {
      wanted[index].querySelector(".text").textContent = card.text;
      wanted[index].querySelector("h2").textContent = card.title;
      wanted[index].classList.toggle("focused", state.focus === card.id);
    });
  }

  function newCard(card) {
    const buttons = element("span", { className: "buttons" });
    const heading = element("div", { className: "title" }, [element("h2"), element("span", { className: "note" }), buttons]);
    const text = element("button", { type: "button", className: "text", title: "Open this query above", onclick: () => open(card.id) });
    const made = element("section", { className: `card ${sizes[card.kind] ?? ""}`, dataset: { id: card.id, kind: card.kind } },
      [heading, element("div", { className: "body" }), element("p", { className: "account" }), text]);
    made.setAttribute("aria-label", card.title);
    if (card.kind === "bars") {
      if (card.facet.form === "category" && card.facet.values > 12) {
        buttons.append(element("button", { type: "button", textContent: state.more.includes(card.id) ? "fewer" : "more", onclick: event => {
          state.more = state.more.includes(card.id) ? state.more.filter(id => id !== card.id) : [...state.more, card.id];
          event.target.textContent = state.more.includes(card.id) ? "fewer" : "more";
          change();
        } }));
      }
      buttons.append(element("button", { type: "button", textContent: "×", title: "Take this chart away", aria: { label: `Take away ${card.title}` }, onclick: () => {
        state.charts = state.charts.filter(id => id !== card.id);
        drawFoot();
        change();
      } }));
    }
    if (card.kind === "table") {
      const choice = element("select", { aria: { label: "What is compared" }, onchange: event => { state.compared = event.target.value; state.order = null; change(); } },
        board.facets.map(facet => element("option", { value: facet.expression, textContent: facet.title, selected: facet.expression === state.compared })));
      buttons.append(choice);
    }
    if (card.kind === "map" && board.maps.length > 1) {
      buttons.append(element("select", { aria: { label: "What the map is divided by" }, onchange: event => { state.map = event.target.value; change(); } },
        board.maps.map(map => element("option", { value: map.expression, textContent: map.title, selected: map === card.map }))));
    }
    if (card.kind === "rows") {
      buttons.append(element("button", { type: "button", textContent: "CSV of all", onclick: () => download(Queries.all(board, state), "requests.csv") }));
    }
    return made;
  }

  function draw(card, answer) {
    const made = [...byId("charts").children].find(child => child.dataset.id === card.id);
    const body = made.querySelector(".body");
    if (!answer.columns) {
      const words = answer.failure ?? answer.findings.map(finding => finding.message).join("\n") ?? answer.text;
      return body.replaceChildren(element("p", { className: "failed", textContent: words || answer.text }));
    }
    const [dimension] = Charts.dimensions(answer);
    if (card.kind === "table") {
      const expression = card.facet.expression;
      Charts.table(body, { columns: [...Charts.dimensions(answer), ...Charts.items(answer)] }, {
        pick: (row, several) => page.choose(expression, dimension.literals[row], several),
        isChosen: row => page.chosen(expression).includes(dimension.literals[row]),
        sort: column => {
          const item = column === dimension ? expression : column.header;
          state.order = state.order === `${item} desc` || (item === "count" && !state.order) ? `${item} asc` : `${item} desc`;
          change();
        },
      });
    } else if (answer.picture) Charts.picture(body, answer);
    else if (card.kind === "rows" || card.kind === "own") Charts.table(body, answer);
    else if (card.kind === "map") Maps.draw(body, card, answer, page, board.maps);
    else ({ bars: Charts.bars, timeline: Charts.timeline, heat: Charts.heat })[card.kind](body, card, answer, page);
    made.querySelector(":scope > .account").textContent = answer.account;
  }

  // Charts that are not shown.
  function drawFoot() {
    const rest = board.facets.filter(facet => !state.charts.includes(facet.expression));
    if (!rest.length) return byId("foot").replaceChildren();
    byId("foot").replaceChildren("Add a chart:", ...rest.map(facet => element("button", { type: "button", textContent: facet.title, onclick: () => {
      state.charts = [...state.charts, facet.expression];
      drawFoot();
      change();
    } })));
  }

  // MARK: the desk

  const editor = new Editor(Service, () => run(), () => {
    written = editor.text;
    state.query = written;
    byId("close").hidden = false;
    byId("subject").textContent = "your own";
  });

  // Shows the query of the card that is looked at, or of the figures.
  function follow() {
    if (written !== null) return;
    const card = cards.find(one => one.id === state.focus);
    editor.text = card?.text ?? Queries.figures(board, state).text;
    byId("subject").textContent = card ? card.title : "the figures above";
  }

  function open(id) {
    written = state.query = null;
    state.focus = id;
    for (const child of byId("charts").children) child.classList.toggle("focused", child.dataset.id === id);
    follow();
    if (!Service.isOffline) run();
    byId("desk").scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  async function run() {
    const text = editor.text;
    byId("close").hidden = false;
    state.query = text;
    remember();
    let answer;
    try {
      [answer] = await Service.run([{ text, isPictured: true }], "desk");
    } catch (error) {
      return tell(error.message);
    }
    if (answer.isCancelled || text !== editor.text) return;
    editor.show(answer.findings);
    const result = byId("result");
    if (answer.columns) {
      if (answer.picture) Charts.picture(result, answer);
      else Charts.table(result, answer);
      const shown = answer.columns[0]?.texts.length ?? 0;
      const cut = shown < answer.rows ? ` · the first ${shown.toLocaleString("en")} of ${answer.rows.toLocaleString("en")} rows are shown, CSV has all` : "";
      result.append(element("p", { className: "account" }, [`${answer.account} · ${answer.milliseconds} ms${cut}`]));
    } else if (answer.text) result.replaceChildren(element("pre", { textContent: answer.text }));
    else result.replaceChildren(...(answer.failure ? [element("p", { className: "failed", textContent: answer.failure })] : []));
  }

  async function download(text, name) {
    let given;
    try {
      given = await Service.csv(text);
    } catch (error) {
      return tell(error.message);
    }
    if (given.answer) return editor.show(given.answer.findings);
    const address = URL.createObjectURL(given.blob);
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // MARK: start

  byId("run").onclick = () => run();
  byId("download").onclick = () => download(editor.text, "result.csv");
  byId("close").onclick = () => {
    written = state.query = state.focus = null;
    byId("result").replaceChildren();
    byId("close").hidden = true;
    change();
  };
  byId("clear").onclick = () => {
    Object.assign(state, { filters: {}, time: null, area: null, condition: "" });
    byId("condition").value = "";
    change();
  };
  byId("copy").onclick = async () => {
    await navigator.clipboard.writeText(location.origin + location.pathname + link());
    byId("copy").textContent = "Copied";
    setTimeout(() => { byId("copy").textContent = "Copy link"; }, 1500);
  };
  byId("measure").onchange = event => { state.measure = event.target.value; change(); };
  byId("condition").onchange = event => { state.condition = event.target.value; change(); };

  Service.takeToken();
  try {
    board = await Service.board();
  } catch (error) {
    return tell(error.message);
  }
  document.title = byId("name").textContent = board.name.replaceAll("_", " ");
  byId("facts").textContent = `${board.rows.toLocaleString("en")} requests`;
  byId("measure").append(...board.measures.map(measure => element("option", { value: measure.expression, textContent: measure.title })));

  if (Service.isOffline) {
    document.body.classList.add("offline");
    byId("text").readOnly = true;
    const away = board.leftOut.length ? ` Left out to keep it small: ${board.leftOut.join(", ")}.` : "";
    byId("note").textContent = "This file carries its requests as counts and works without a server. Single requests, medians, the map "
      + `and other queries need \`tally serve\`.${away}`;
  }

  async function begin() {
    state = restore();
    // The clause that a condition on zones needs is known with the maps.
    const known = [...board.facets, ...board.calendar].map(facet => facet.expression);
    if (!board.maps && !Object.keys(state.filters).every(key => known.includes(key))) board.maps = await Service.maps();
    byId("measure").value = state.measure;
    byId("condition").value = state.condition;
    written = state.query;
    if (written === null) byId("result").replaceChildren();
    byId("close").hidden = written === null;
    drawFoot();
    const shown = show();
    if (written !== null) {
      editor.text = written;
      run();
    }
    return shown;
  }

  addEventListener("hashchange", begin);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (Math.abs(innerWidth - width) < 40) return;
    width = innerWidth;
    show();
  });
  try {
    await begin();
    if (board.maps) return;
    board.maps = await Service.maps();
  } catch (error) {
    return tell(error.message);
  }
  await show();
})();
