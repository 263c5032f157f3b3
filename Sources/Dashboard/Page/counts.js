"use strict";
// Answers for a page without a server, from rows that were counted by everything that can be chosen (`carried.cube`).
// The answers have the form of the server's, so that nothing else of the page knows the difference.
const Service = (() => {
  const { cube } = carried;

  function numbers({ width, bytes }) {
    const raw = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0));
    return width === 1 ? raw : width === 2 ? new Uint16Array(raw.buffer) : new Uint32Array(raw.buffer);
  }

  const counts = numbers(cube.counts);
  const dimensions = new Map(cube.dimensions.map(({ expression, column, places }) =>
    [expression, { expression, column, places: numbers(places), size: column.texts.length }]));

  // For every cell the conditions that it fails, a bit each.
  function failures(state) {
    const failed = new Uint32Array(counts.length);
    const conditions = [];
    const demand = (key, isAllowed) => {
      const dimension = dimensions.get(key);
      if (!dimension) return;
      const bit = 1 << conditions.length;
      conditions.push(key);
      const allowed = Array.from({ length: dimension.size + 1 }, (_, place) => place < dimension.size && isAllowed(place, dimension.column));
      for (let cell = 0; cell < failed.length; cell++) if (!allowed[dimension.places[cell]]) failed[cell] |= bit;
    };
    for (const [expression, literals] of Object.entries(state.filters)) {
      demand(expression, (place, column) => literals.includes(column.literals[place]));
    }
    if (state.time) {
      const [from, to] = state.time.map(literal => dimensions.get("time")?.column.literals.indexOf(literal));
      demand("time", place => place >= from && place <= to);
    }
    return { failed, conditions };
  }

  // The measures of the cells that fall into each of `size` groups.
  function sums({ failed, conditions }, except, size, group, measures) {
    const free = conditions.reduce((bits, key, index) => except.includes(key) ? bits : bits | 1 << index, 0);
    const flags = measures.filter(measure => measure !== "count").map(measure => {
      const { column, places } = dimensions.get(measure.slice(0, -1));
      return { yes: column.literals.indexOf("true"), no: column.literals.indexOf("false"), places };
    });
    const total = new Float64Array(size);
    const hits = flags.map(() => new Float64Array(size)), known = flags.map(() => new Float64Array(size));
    for (let cell = 0; cell < counts.length; cell++) {
      const place = group(cell);
      if (failed[cell] & free || place < 0) continue;
      total[place] += counts[cell];
      flags.forEach(({ yes, no, places }, index) => {
        if (places[cell] === yes) hits[index][place] += counts[cell];
        if (places[cell] === yes || places[cell] === no) known[index][place] += counts[cell];
      });
    }
    let flag = 0;
    return measures.map(measure => {
      if (measure === "count") return { header: measure, values: Array.from(total), isFraction: false };
      const [above, below] = [hits[flag], known[flag++]];
      return { header: measure, values: Array.from(above, (part, place) => below[place] ? part / below[place] : null), isFraction: true, above, below };
    });
  }

  const spelt = (value, isFraction) => value === null ? "" : isFraction ? `${(value * 100).toFixed(1)}%` : value.toLocaleString("en");

  function item({ header, values, isFraction }, rows) {
    const kept = rows.map(row => values[row]);
    return { header, role: "item", isNumeric: true, isFraction, values: kept, texts: kept.map(value => spelt(value, isFraction)) };
  }

  function dimension({ column }, rows) {
    const pick = list => rows.map(row => list[row]);
    return { header: column.header, role: "dimension", texts: pick(column.texts), literals: pick(column.literals), marks: pick(column.marks),
      zones: column.zones && pick(column.zones) };
  }

  function account(count) {
    const rows = carried.rows.toLocaleString("en");
    return [count === carried.rows ? `${rows} rows` : `${count.toLocaleString("en")} of ${rows} rows`,
      carried.asOf ? `as of ${carried.asOf}` : ""].filter(Boolean).join(" · ");
  }

  function answer(question, state, marked) {
    const { kind, except = [] } = question;
    const shown = state.measure === "count" ? ["count"] : ["count", state.measure];
    const all = carried.measures.map(measure => measure.expression);
    const matched = sums(marked, except, 1, () => 0, ["count"])[0].values[0];
    const give = columns => ({ findings: [], columns, account: account(matched), rows: columns[0]?.texts.length ?? 0 });
    const by = (key, measures) => {
      const one = dimensions.get(key);
      return { one, found: sums(marked, except, one.size, cell => one.places[cell] < one.size ? one.places[cell] : -1, measures) };
    };
    switch (kind) {
      case "figures": return give(sums(marked, [], 1, () => 0, all).map(column => item(column, [0])));
      case "bars": {
        const { one, found } = by(question.facet.expression, shown);
        const [count] = found;
        let rows = count.values.map((_, row) => row).filter(row => count.values[row] > 0);
        const { most } = question;
        const isCut = question.facet.form === "category" && question.facet.values > most;
        if (question.facet.form === "category" && (isCut || !question.facet.isOrdered)) rows.sort((a, b) => count.values[b] - count.values[a] || a - b);
        const rest = isCut ? rows.slice(most) : [];
        rows = rows.slice(0, isCut ? most : undefined);
        const columns = [dimension(one, rows), ...found.map(column => item(column, rows))];
        if (rest.length) {
          columns[0].texts.push("(others)");
          columns[0].literals.push(null);
          columns[0].marks.push(1);
          const add = list => rest.reduce((sum, row) => sum + list[row], 0);
          found.forEach((column, index) => {
            const value = column.isFraction ? (add(column.below) ? add(column.above) / add(column.below) : null) : add(column.values);
            columns[index + 1].values.push(value);
            columns[index + 1].texts.push(spelt(value, column.isFraction));
          });
        }
        return give(columns);
      }
      case "map": {
        const { map } = question;
        const { one, found } = by(map.expression, shown);
        const rows = found[0].values.map((_, row) => row).filter(row => found[0].values[row] > 0);
        const measures = map.outlined && found.length > 1 ? [found[1], found[0]] : found;
        return give([dimension(one, rows), ...measures.map(column => item(column, rows))]);
      }
      case "timeline": {
        const { one, found } = by("time", shown);
        const first = found[0].values.findIndex(value => value > 0);
        const rows = first < 0 ? [] : found[0].values.map((_, row) => row).slice(first);
        return give([dimension(one, rows), ...found.map(column => item(column, rows))]);
      }
      case "heat": {
        const [side, top] = [dimensions.get(question.rows.expression), dimensions.get(question.columns.expression)];
        const measures = [...new Set(["count", state.measure])];
        const found = sums(marked, except, side.size * top.size, cell => side.places[cell] < side.size && top.places[cell] < top.size
          ? side.places[cell] * top.size + top.places[cell] : -1, measures);
        const value = found[found.length - 1];
        const has = (row, column) => found[0].values[row * top.size + column] > 0;
        const columns = top.column.texts.map((_, column) => column).filter(column => side.column.texts.some((_, row) => has(row, column)));
        const rows = side.column.texts.map((_, row) => row).filter(row => top.column.texts.some((_, column) => has(row, column)));
        return give([dimension(side, rows), ...columns.map(column => ({
          ...item(value, rows.map(row => row * top.size + column)), header: top.column.texts[column], crossing: [top.column.literals[column]] }))]);
      }
      case "table": {
        const { one, found } = by(question.facet.expression, all);
        const [order, way] = (state.order ?? "count desc").split(/ (?=asc$|desc$)/);
        const key = found.find(column => column.header === order);
        const rows = found[0].values.map((_, row) => row).filter(row => found[0].values[row] > 0);
        // What is missing stands last, both ways.
        if (key) rows.sort((a, b) => key.values[a] === null ? 1 : key.values[b] === null ? -1
          : (way === "asc" ? 1 : -1) * (key.values[a] - key.values[b]) || a - b);
        else if (way === "desc") rows.reverse();
        return give([dimension(one, rows.slice(0, 50)), ...found.map(column => item(column, rows.slice(0, 50)))]);
      }
    }
    return { findings: [], failure: "This file cannot answer that; `tally serve` can." };
  }

  return {
    isOffline: true,
    takeToken: () => "",
    board: async () => carried,
    maps: async () => carried.maps,
    run: async (questions, lane, state) => {
      const marked = failures(state);
      return questions.map(question => answer(question, state, marked));
    },
    check: async () => [],
    complete: async () => null,
  };
})();
