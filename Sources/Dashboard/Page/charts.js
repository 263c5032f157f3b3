"use strict";
// Draws answers. Every drawing takes the element to fill, the card that it is for, its answer, and what the page does
// when something is chosen; none of them knows how questions are asked.
const Charts = (() => {
  const svgSpace = "http://www.w3.org/2000/svg";
  const others = 1, total = 2, partial = 3;

  function element(name, properties = {}, children = []) {
    const made = document.createElement(name);
    const { dataset, aria, ...plain } = properties;
    Object.assign(made, plain);
    Object.assign(made.dataset, dataset);
    for (const [key, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${key}`, value);
    made.append(...children);
    return made;
  }

  function shape(name, attributes, parent, text) {
    const made = document.createElementNS(svgSpace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    parent?.append(made);
    return made;
  }

  // The dimension columns of an answer and the items that measure, companions such as `late% n` apart.
  const dimensions = answer => answer.columns.filter(column => column.role === "dimension");
  const items = answer => answer.columns.filter(column => column.role === "item");
  const companions = answer => answer.columns.filter(column => column.role === "companion");

  function empty(body) {
    body.replaceChildren(element("p", { className: "empty", textContent: "No request is left by these conditions." }));
  }

  // What a pointer or the keyboard rests on, in words.
  function tip(target, words) {
    const show = event => {
      const box = document.getElementById("tip");
      box.textContent = typeof words === "function" ? words(event) : words;
      box.hidden = !box.textContent;
      const place = event.clientX === undefined ? target.getBoundingClientRect() : { left: event.clientX, bottom: event.clientY };
      box.style.left = `${Math.max(4, Math.min(place.left + 12, innerWidth - box.offsetWidth - 8))}px`;
      box.style.top = `${Math.max(4, Math.min(place.bottom + 14, innerHeight - box.offsetHeight - 8))}px`;
    };
    const hide = () => { document.getElementById("tip").hidden = true; };
    target.addEventListener("pointermove", show);
    target.addEventListener("pointerleave", hide);
    target.addEventListener("focus", show);
    target.addEventListener("blur", hide);
  }

  // All measures of a row, a line each.
  function words(answer, row) {
    return answer.columns.map(column => `${column.header}: ${column.texts[row] || "–"}`).join("\n");
  }

  // From little to much, as `low` and `high` of the style sheet say.
  function shade(fraction) {
    const style = getComputedStyle(document.documentElement);
    const [low, high] = ["--low", "--high"].map(name => style.getPropertyValue(name).trim().split(/\s+/).map(Number));
    return `rgb(${low.map((part, index) => Math.round(part + (high[index] - part) * fraction)).join(" ")})`;
  }

  // MARK: bars

  function bars(body, card, answer, page) {
    const [dimension] = dimensions(answer);
    const [count, measure] = items(answer);
    if (!dimension?.texts.length) return empty(body);
    const shown = measure ?? count;
    const chosen = page.chosen(card.facet.expression);
    const largest = shown.isFraction ? 1 : Math.max(...shown.values.filter((_, row) => dimension.marks[row] === 0), 0);
    const rows = dimension.texts.map((text, row) => {
      const mark = dimension.marks[row];
      const literal = dimension.literals[row];
      const isChosen = chosen.includes(literal) && mark === 0;
      const length = largest > 0 ? Math.max(0, Math.min(1, (shown.values[row] ?? 0) / largest)) : 0;
      const fill = element("span", { className: "fill" });
      fill.style.width = shown.values[row] === null ? "0" : `${(length * 100).toFixed(2)}%`;
      const value = element("span", { className: "value" }, [shown.texts[row] || "–"]);
      if (measure) value.append(element("small", {}, [`of ${count.texts[row]}`]));
      const button = element("button", { type: "button", className: "row", disabled: mark !== 0, dataset: { literal: literal ?? "" },
        aria: { pressed: isChosen }, onclick: event => page.choose(card.facet.expression, literal, isSeveral(event)) },
        [element("span", { className: "label" }, [text]), element("span", { className: "track" }, [fill]), value]);
      if (mark === others && shown === count) fill.style.width = "0";
      tip(button, words(answer, row));
      return button;
    });
    body.replaceChildren(element("div", { className: chosen.length ? "bars chosen" : "bars" }, rows));
  }

  const isSeveral = event => event.ctrlKey || event.metaKey || event.shiftKey;

  // MARK: timeline

  function timeline(body, card, answer, page) {
    const [axis] = dimensions(answer);
    const [count, measure] = items(answer);
    if (!axis?.texts.length) return empty(body);
    const shown = measure ?? count;
    const buckets = axis.texts.length;
    const width = Math.max(320, body.clientWidth || 700), height = 170;
    const left = 46, right = 8, top = 8, bottom = 22;
    const step = (width - left - right) / buckets;
    const largest = shown.isFraction ? 1 : nice(Math.max(...shown.values.map(value => value ?? 0), 1));
    const x = index => left + index * step;
    const y = value => top + (1 - value / largest) * (height - top - bottom);
    const picture = shape("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, height, tabindex: 0, role: "group",
      "aria-label": `${card.title}: arrow keys move, Enter chooses, Shift with arrow keys extends` });
    for (const part of [0, 0.5, 1]) {
      const place = y(largest * part);
      shape("line", { class: "grid", x1: left, x2: width - right, y1: place, y2: place }, picture);
      shape("text", { x: left - 6, y: place + 4, "text-anchor": "end" }, picture, tick(largest * part, shown.isFraction));
    }
    const range = page.time && [axis.literals.indexOf(page.time[0]), axis.literals.indexOf(page.time[1])];
    const isIn = index => !range || (index >= range[0] && index <= range[1]);
    if (shown === count) {
      axis.texts.forEach((_, index) => shape("rect", { x: x(index) + step * 0.08, width: Math.max(0.5, step * 0.84), y: y(shown.values[index]),
        height: Math.max(0, y(0) - y(shown.values[index])),
        class: `${isIn(index) ? "mark" : "outside"}${axis.marks[index] === partial ? " partial" : ""}` }, picture));
    } else {
      let path = "";
      shown.values.forEach((value, index) => {
        if (value === null) return;
        path += `${index && shown.values[index - 1] !== null ? "L" : "M"}${(x(index) + step / 2).toFixed(1)} ${y(value).toFixed(1)}`;
      });
      shape("path", { class: "curve", d: path }, picture);
    }
    let last = -Infinity;
    axis.texts.forEach((text, index) => {
      const isStart = index === 0 || text.slice(0, 4) !== axis.texts[index - 1].slice(0, 4) || buckets < 40;
      if (axis.marks[index] === partial) shape("text", { x: x(index) + step / 2, y: y(0) + 9, "text-anchor": "middle" }, picture, "*");
      if (!isStart || x(index) - last < 64) return;
      last = x(index);
      shape("text", { x: x(index), y: height - 5 }, picture, buckets < 40 ? text : text.slice(0, 4));
    });
    const brush = shape("rect", { class: "brush", y: top, height: height - top - bottom, visibility: "hidden" }, picture);
    const cursor = shape("rect", { class: "cursor", y: top, height: height - top - bottom, visibility: "hidden" }, picture);
    const place = (box, from, to) => {
      box.setAttribute("visibility", "visible");
      box.setAttribute("x", x(from));
      box.setAttribute("width", (to - from + 1) * step);
    };
    if (range && range[0] >= 0 && range[1] >= 0) place(brush, ...range);
    const at = event => {
      const box = picture.getBoundingClientRect();
      const place = (event.clientX - box.left) * width / box.width;
      return Math.max(0, Math.min(buckets - 1, Math.floor((place - left) / step)));
    };
    const choose = (one, other) => {
      const ends = [Math.min(one, other), Math.max(one, other)];
      const isSame = range && range[0] === ends[0] && range[1] === ends[1];
      page.chooseTime(isSame ? null : ends.map(index => axis.literals[index]));
    };
    let start = null;
    picture.addEventListener("pointerdown", event => {
      start = at(event);
      picture.setPointerCapture(event.pointerId);
      place(brush, start, start);
    });
    picture.addEventListener("pointermove", event => {
      if (start !== null) place(brush, Math.min(start, at(event)), Math.max(start, at(event)));
    });
    picture.addEventListener("pointerup", event => {
      if (start !== null) choose(start, at(event));
      start = null;
    });
    let focus = range ? range[0] : buckets - 1, end = range ? range[1] : buckets - 1;
    picture.addEventListener("keydown", event => {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way) {
        end = Math.max(0, Math.min(buckets - 1, end + way));
        if (!event.shiftKey) focus = end;
        place(cursor, Math.min(focus, end), Math.max(focus, end));
      } else if (event.key === "Enter") choose(focus, end);
      else if (event.key === "Escape") page.chooseTime(null);
      else return;
      event.preventDefault();
    });
    tip(picture, event => {
      const index = event.clientX === undefined ? end : at(event);
      return words(answer, index) + (axis.marks[index] === partial ? "\nonly partly covered by the data" : "");
    });
    body.replaceChildren(picture);
  }

  function nice(value) {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 2.5, 5, 10].map(part => part * power).find(limit => limit >= value);
  }

  function tick(value, isFraction) {
    if (isFraction) return `${Math.round(value * 100)}%`;
    return value >= 10_000 ? `${+(value / 1000).toFixed(1)}k` : String(+value.toFixed(1));
  }

  // MARK: heat map

  function heat(body, card, answer, page) {
    const [side] = dimensions(answer);
    const columns = items(answer);
    if (!side?.texts.length || !columns.length) return empty(body);
    const all = columns.flatMap(column => column.values).filter(value => value !== null);
    const largest = columns[0].isFraction ? 1 : Math.max(...all, 0);
    const [inRows, inColumns] = [page.chosen(card.rows.expression), page.chosen(card.columns.expression)];
    const head = columns.map(column => {
      const literal = column.crossing?.[0] ?? null;
      return element("th", { scope: "col" }, [element("button", { type: "button", textContent: column.header, aria: { pressed: inColumns.includes(literal) },
        onclick: event => page.choose(card.columns.expression, literal, isSeveral(event)) })]);
    });
    const rows = side.texts.map((text, row) => {
      const literal = side.literals[row];
      const cells = columns.map(column => {
        const value = column.values[row];
        const other = column.crossing?.[0] ?? null;
        const isChosen = (inRows.length || inColumns.length) && (!inRows.length || inRows.includes(literal))
          && (!inColumns.length || inColumns.includes(other));
        const button = element("button", { type: "button", tabIndex: -1, aria: { pressed: Boolean(isChosen), label: `${text}, ${column.header}: ${column.texts[row]}` },
          onclick: () => page.chooseBoth([card.rows.expression, literal], [card.columns.expression, other]) });
        button.style.background = value === null || !largest ? "transparent" : shade(value / largest);
        tip(button, `${text}, ${column.header}\n${column.texts[row] || "–"}`);
        return element("td", {}, [button]);
      });
      const label = element("button", { type: "button", textContent: text, aria: { pressed: inRows.includes(literal) },
        onclick: event => page.choose(card.rows.expression, literal, isSeveral(event)) });
      return element("tr", {}, [element("th", { scope: "row" }, [label]), ...cells]);
    });
    const table = element("table", { className: "heat" }, [
      element("thead", {}, [element("tr", {}, [element("th"), ...head])]), element("tbody", {}, rows)]);
    body.replaceChildren(table);
  }

  // MARK: tables

  // Rows as they are. With `pick`, a row chooses its value; with `sort`, headers order.
  function table(body, answer, { pick, sort, isChosen } = {}) {
    if (!answer.columns?.length || !answer.columns[0].texts.length) return empty(body);
    const head = answer.columns.map((column, index) => element("th", { scope: "col", className: column.isNumeric ? "number" : "" },
      sort ? [element("button", { type: "button", textContent: column.header, onclick: () => sort(column, index) })] : [column.header]));
    const rows = answer.columns[0].texts.map((_, row) => {
      const line = element("tr", {}, answer.columns.map(column =>
        element("td", { className: column.isNumeric ? "number" : "", title: column.texts[row].length > 40 ? column.texts[row] : "" }, [column.texts[row]])));
      if (pick) {
        line.className = "pick";
        line.tabIndex = 0;
        line.setAttribute("aria-selected", Boolean(isChosen?.(row)));
        line.onclick = event => pick(row, isSeveral(event));
        line.onkeydown = event => { if (event.key === "Enter") pick(row, isSeveral(event)); };
      }
      return line;
    });
    const made = element("table", { className: "rows" }, [element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, rows)]);
    body.replaceChildren(element("div", { className: "scroll", tabIndex: 0, role: "region", aria: { label: "table, scrolls" } }, [made]));
  }

  // What a script draws, as the program draws it into files; the numbers are below.
  function picture(body, answer) {
    table(body, answer);
    const drawn = new DOMParser().parseFromString(answer.picture, "image/svg+xml").documentElement;
    const numbers = element("details", {}, [element("summary", {}, ["The numbers"]), ...body.childNodes]);
    body.replaceChildren(element("div", { className: "picture" }, [document.importNode(drawn, true)]), numbers);
  }

  return { bars, companions, dimensions, element, empty, heat, isSeveral, items, picture, shade, shape, table, timeline, tip, words };
})();
