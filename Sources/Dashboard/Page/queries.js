"use strict";
// From what is chosen on the page to the text of each chart's query. Nothing else makes queries: what a card shows under
// its chart is what is run, and runs just so on the command line.
//
// A chart is asked with everybody's conditions but its own, so that further values can be chosen in it.
const Queries = (() => {
  const few = 12;
  const many = 100;

  function value(expression, literals) {
    const known = literals.filter(literal => literal !== null);
    const parts = [];
    if (known.length === 1) parts.push(`${expression} = ${known[0]}`);
    if (known.length > 1) parts.push(`${expression} in (${known.join(", ")})`);
    if (literals.includes(null)) parts.push(`${expression} is missing`);
    return parts.length > 1 ? `(${parts.join(" or ")})` : parts[0];
  }

  function time(column, [from, to]) {
    return `${column} in ${from === to ? from : `${from} to ${to}`}`;
  }

  function area(place, [south, west, north, east]) {
    return `latitude(${place}) between ${south} and ${north} and longitude(${place}) between ${west} and ${east}`;
  }

  // The conditions with the part of the state that each belongs to.
  function conditions(board, state, except = []) {
    const found = Object.entries(state.filters).filter(([, literals]) => literals.length > 0)
      .map(([expression, literals]) => ({ key: expression, text: value(expression, literals) }));
    if (state.time && board.timeline) found.push({ key: "time", text: time(board.timeline.column, state.time) });
    if (state.area && board.place) found.push({ key: "area", text: area(board.place, state.area) });
    const typed = state.condition.trim();
    if (typed) found.push({ key: "condition", text: /\bor\b/i.test(typed) ? `(${typed})` : typed });
    return found.filter(condition => !except.includes(condition.key));
  }

  // The conditions, and the clauses that bring the columns that they name, but for those that the query has itself.
  function where(board, state, except, own = "") {
    const found = conditions(board, state, except);
    const needed = found.map(({ key }) => (board.maps ?? []).find(map => map.expression === key)?.lookup);
    const clauses = [...new Set(needed)].filter(clause => clause && !own.includes(clause));
    const texts = found.length ? [`where ${found.map(condition => condition.text).join(" and ")}`] : [];
    return [...texts, ...clauses].map(part => `${part} `).join("");
  }

  function measures(state) {
    return state.measure === "count" ? "count" : `count, ${state.measure}`;
  }

  const most = (state, facet) => state.more.includes(facet.expression) ? many : few;

  function bars(board, state, facet) {
    const start = `${where(board, state, [facet.expression])}group by ${facet.expression} show ${measures(state)}`;
    if (facet.form !== "category") return start;
    if (facet.values > most(state, facet)) return `${start} top ${most(state, facet)} by count with others`;
    return facet.isOrdered ? start : `${start} sort by count desc`;
  }

  // Every card of the page, in its order.
  function cards(board, state) {
    const found = [];
    const add = (kind, id, title, text, more = {}) => found.push({ kind, id, title, text, ...more });
    if (board.timeline) {
      const { column, grain } = board.timeline;
      add("timeline", "time", `${column} by ${grain}`, `${where(board, state, ["time"])}over ${grain} show ${measures(state)}`,
        { except: ["time"] });
    }
    for (const expression of state.charts) {
      const facet = board.facets.find(one => one.expression === expression);
      if (facet) add("bars", expression, facet.title, bars(board, state, facet), { facet, except: [expression], most: most(state, facet) });
    }
    if (board.calendar.length === 2) {
      const [rows, columns] = board.calendar;
      const except = [rows.expression, columns.expression];
      add("heat", "calendar", `${rows.title} and ${columns.title}`,
        `${where(board, state, except)}group by ${rows.expression} across ${columns.expression} show `
        + `${state.measure} draw heatmap`, { rows, columns, except });
    }
    const map = shownMap(board, state);
    if (map) {
      const except = ["area", map.expression];
      const shown = !map.outlined || state.measure === "count" ? measures(state) : `${state.measure}, count`;
      const parts = [where(board, state, except, map.outlined ?? "") + (map.outlined ?? ""), `group by ${map.expression} show ${shown}`,
        map.outlined ? "draw map" : ""];
      add("map", "area", "map", parts.map(part => part.trim()).filter(Boolean).join(" "), { map, except });
    }
    const compared = board.facets.find(facet => facet.expression === state.compared);
    if (compared) {
      const items = board.measures.map(measure => measure.expression).join(", ");
      const order = state.order ?? "count desc";
      add("table", "table", `by ${compared.title}`,
        `${where(board, state, [state.compared])}group by ${compared.expression} show ${items} sort by ${order} limit 50`,
        { facet: compared, except: [state.compared] });
    }
    board.queries.forEach((query, index) => {
      const condition = where(board, state, [], query.head + query.tail).trimEnd();
      add("own", `own ${index}`, "from the script", `${query.head}${condition ? ` ${condition}` : ""}${query.tail}`, { isPictured: true });
    });
    const first = board.timeline ? ` sort by ${board.timeline.column} desc` : "";
    if (board.listed.length) add("rows", "rows", "requests", `${where(board, state)}list ${board.listed.join(", ")}${first} limit 100`);
    return found;
  }

  const shownMap = (board, state) => board.maps?.find(map => map.expression === state.map) ?? board.maps?.[0];

  function figures(board, state) {
    return { kind: "figures", text: `${where(board, state)}show ${board.measures.map(measure => measure.expression).join(", ")}` };
  }

  // All requests that are chosen, for a download.
  function all(board, state) {
    const first = board.timeline ? ` sort by ${board.timeline.column} desc` : "";
    return `${where(board, state)}list ${board.listed.join(", ")}${first}`;
  }

  return { all, cards, conditions, figures };
})();
