"use strict";
// Draws maps: zones with their outlines, or squares. Under them lies the ground, which no condition changes: the outlines
// of all zones, and every square that holds a request at all.
const Maps = (() => {
  const { dimensions, element, empty, isSeveral, items, shade, shape, tip, words } = Charts;
  const kilometre = 1 / 111.2;
  const space = 420, margin = 10;

  const middle = text => text.split(" ").map(Number);

  // The rectangle that is drawn, in degrees. A few squares far from all others would leave a city a dot: they are left out,
  // and the words under the map say so.
  function frame(maps, map) {
    const side = map.side * kilometre;
    const points = map.zones.length
      ? map.zones.flatMap(zone => zone.rings).flatMap(ring => Array.from({ length: ring.length / 2 }, (_, index) => [ring[2 * index + 1], ring[2 * index]]))
      : map.squares.map(middle).filter(point => point.length === 2);
    const [latitudes, longitudes] = [0, 1].map(part => points.map(point => point[part]).sort((one, other) => one - other));
    const range = sorted => {
      const at = part => sorted[Math.round(part * (sorted.length - 1))];
      const [low, high] = [at(0.02), at(0.98)];
      const reach = Math.max((high - low) * 0.75, side * 3);
      return map.zones.length ? [sorted[0], sorted[sorted.length - 1]] : [Math.max(sorted[0], low - reach), Math.min(sorted[sorted.length - 1], high + reach)];
    };
    const [[south, north], [west, east]] = [range(latitudes), range(longitudes)];
    const narrow = Math.max(0.05, Math.cos((south + north) / 2 * Math.PI / 180));
    const pad = Math.max(side / 2, (north - south) * 0.01, kilometre / 10);
    return { south: south - pad, north: north + pad, west: west - pad / narrow, east: east + pad / narrow, narrow };
  }

  // From degrees to pixels and back.
  function projection(box, width) {
    const scale = Math.min((width - 2 * margin) / ((box.east - box.west) * box.narrow), space / (box.north - box.south));
    const left = (width - (box.east - box.west) * box.narrow * scale) / 2;
    return {
      scale, height: (box.north - box.south) * scale + 2 * margin,
      x: longitude => left + (longitude - box.west) * box.narrow * scale, y: latitude => margin + (box.north - latitude) * scale,
      longitude: x => box.west + (x - left) / box.narrow / scale, latitude: y => box.north - (y - margin) / scale,
    };
  }

  function path(rings, { x, y }) {
    return rings.map(ring => {
      let text = "";
      for (let index = 0; index < ring.length; index += 2) text += `${index ? "L" : "M"}${x(ring[index]).toFixed(1)} ${y(ring[index + 1]).toFixed(1)}`;
      return `${text}Z`;
    }).join("");
  }

  function draw(body, card, answer, page, maps) {
    const { map } = card;
    const [dimension] = dimensions(answer);
    const measures = items(answer);
    // A map of zones names its measure first, as the command line draws it; squares have the count first.
    const shown = map.zones.length ? measures[0] : measures[1] ?? measures[0];
    if (!dimension?.texts.length) return empty(body);
    const width = Math.max(300, body.clientWidth || 500);
    const box = frame(maps, map);
    const plane = projection(box, width);
    const picture = shape("svg", { class: "plot map", viewBox: `0 0 ${width} ${plane.height}`, height: plane.height, role: "group", tabindex: map.zones.length ? -1 : 0,
      "aria-label": map.zones.length ? `map of ${map.title}: Tab moves from zone to zone, Enter chooses` : "map: arrow keys move, Enter chooses a square; drag to choose an area" });
    ground(picture, map, maps, plane);
    const places = map.zones.length ? zones(picture, card, answer, dimension, shown, page, plane, box) : squares(picture, card, answer, dimension, shown, page, plane, box);
    furniture(picture, plane, width);
    if (!map.zones.length) byHand(picture, card, page, plane, width, places);
    body.replaceChildren(picture, legend(shown, places), ...missing(dimension, shown, places));
  }

  // MARK: ground

  function ground(picture, map, maps, plane) {
    const size = Math.max(2, map.side * kilometre * plane.scale);
    for (const [latitude, longitude] of map.squares.map(middle)) {
      shape("rect", { class: "ground", x: plane.x(longitude) - size / 2, y: plane.y(latitude) - size / 2, width: size, height: size }, picture);
    }
    if (map.zones.length) return;
    for (const zone of maps.flatMap(other => other.zones)) shape("path", { class: "outline", d: path(zone.rings, plane) }, picture);
  }

  // North, and a length in kilometres that is about a fifth of the picture.
  function furniture(picture, plane, width) {
    const most = width / 5 / (kilometre * plane.scale);
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].map(part => part * power).find(part => part <= most);
    const [end, foot] = [8 + length * kilometre * plane.scale, plane.height - 8];
    shape("path", { class: "scale", d: `M8 ${foot - 4}V${foot}H${end}V${foot - 4}` }, picture);
    shape("text", { x: 12, y: foot - 5 }, picture, length < 1 ? `${length * 1000} m` : `${length} km`);
    shape("path", { class: "north", d: `M${width - 16} 8l5 14l-5 -4l-5 4z` }, picture);
    shape("text", { x: width - 16, y: 34, "text-anchor": "middle" }, picture, "N");
  }

  // A few places of very many cases would leave the others pale: counts are shaded by their rank, shares by their size.
  function shader(shown) {
    const sorted = shown.values.filter(value => value !== null).sort((one, other) => one - other);
    if (shown.isFraction) return value => value;
    return value => 0.12 + 0.88 * (sorted.length < 2 ? 1 : sorted.findIndex(other => other >= value) / (sorted.length - 1));
  }

  // MARK: zones

  function zones(picture, card, answer, dimension, shown, page, plane, box) {
    const { map } = card;
    const chosen = page.chosen(map.expression);
    const shadeOf = shader(shown);
    const rows = new Map(dimension.zones.map((zone, row) => [zone, row]));
    const names = [];
    map.zones.forEach((zone, number) => {
      const row = rows.get(number);
      const value = row === undefined ? null : shown.values[row];
      const literal = row === undefined ? null : dimension.literals[row];
      const isChosen = row !== undefined && chosen.includes(literal);
      const made = shape("path", { class: `zone${isChosen ? " chosen" : ""}`, d: path(zone.rings, plane), "fill-rule": "evenodd",
        fill: value === null ? "transparent" : shade(shadeOf(value)), role: "button", tabindex: row === undefined ? -1 : 0, "data-zone": zone.name,
        "aria-pressed": isChosen, "aria-label": `${zone.name}: ${row === undefined ? "no requests" : shown.texts[row] || "no value"}` }, picture);
      tip(made, row === undefined ? `${zone.name}\nno requests` : words(answer, row));
      if (row === undefined) return;
      const choose = event => page.choose(map.expression, literal, isSeveral(event));
      made.addEventListener("click", choose);
      made.addEventListener("keydown", event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(event);
      });
      if (zone.spot) names.push([zone, value === null ? 0 : shadeOf(value)]);
    });
    for (const [{ name, spot: [longitude, latitude, wide, high] }, fraction] of names) {
      if (wide * box.narrow * plane.scale < name.length * 7 + 4 || high * plane.scale < 16) continue;
      shape("text", { class: fraction > 0.5 ? "name deep" : "name", x: plane.x(longitude), y: plane.y(latitude) + 4, "text-anchor": "middle" }, picture, name);
    }
    return { away: dimension.texts.map((_, row) => row).filter(row => dimension.zones[row] === null), outside: 0 };
  }

  // MARK: squares

  function squares(picture, card, answer, dimension, shown, page, plane, box) {
    const { map } = card;
    const chosen = page.chosen(map.expression);
    const shadeOf = shader(shown);
    const size = Math.max(2, map.side * kilometre * plane.scale);
    const found = { away: [], outside: 0, cells: [] };
    dimension.texts.forEach((text, row) => {
      const [latitude, longitude] = middle(text);
      if (dimension.literals[row] === null || longitude === undefined) return found.away.push(row);
      if (latitude < box.south || latitude > box.north || longitude < box.west || longitude > box.east) found.outside += 1;
      const literal = dimension.literals[row];
      const value = shown.values[row];
      const made = shape("rect", { class: chosen.includes(literal) ? "cell chosen" : "cell", x: plane.x(longitude) - size / 2, y: plane.y(latitude) - size / 2,
        width: size - 0.4, height: size - 0.4, rx: size / 6, fill: value === null ? "transparent" : shade(shadeOf(value)) }, picture);
      tip(made, words(answer, row));
      found.cells.push({ latitude, longitude, literal, row, made });
    });
    found.size = size;
    found.words = row => words(answer, row);
    return found;
  }

  // The pointer drags over an area or clicks a square; arrow keys go from square to square.
  function byHand(picture, card, page, plane, width, { cells, size, words }) {
    const { map } = card;
    const brush = shape("rect", { class: "brush", visibility: "hidden" }, picture);
    const cursor = shape("rect", { class: "cursor", width: size + 4, height: size + 4, visibility: "hidden" }, picture);
    const place = (one, other) => {
      brush.setAttribute("visibility", "visible");
      brush.setAttribute("x", Math.min(one[0], other[0]));
      brush.setAttribute("y", Math.min(one[1], other[1]));
      brush.setAttribute("width", Math.abs(one[0] - other[0]));
      brush.setAttribute("height", Math.abs(one[1] - other[1]));
    };
    if (page.area) place([plane.x(page.area[1]), plane.y(page.area[0])], [plane.x(page.area[3]), plane.y(page.area[2])]);
    const at = event => {
      const box = picture.getBoundingClientRect();
      return [(event.clientX - box.left) * width / box.width, (event.clientY - box.top) * width / box.width];
    };
    const isUnder = ([x, y]) => cell => Math.abs(plane.x(cell.longitude) - x) <= size / 2 && Math.abs(plane.y(cell.latitude) - y) <= size / 2;
    let start = null;
    picture.addEventListener("pointerdown", event => {
      start = at(event);
      picture.setPointerCapture(event.pointerId);
    });
    picture.addEventListener("pointermove", event => { if (start) place(start, at(event)); });
    picture.addEventListener("pointercancel", () => { start = null; });
    picture.addEventListener("pointerup", event => {
      if (!start) return;
      const [one, other] = [start, at(event)];
      start = null;
      if (Math.abs(one[0] - other[0]) < 4 && Math.abs(one[1] - other[1]) < 4) {
        const cell = cells.find(isUnder(other));
        if (cell) page.choose(map.expression, cell.literal, isSeveral(event));
        else page.chooseArea(null);
        return;
      }
      const [south, north] = [plane.latitude(Math.max(one[1], other[1])), plane.latitude(Math.min(one[1], other[1]))];
      const [west, east] = [plane.longitude(Math.min(one[0], other[0])), plane.longitude(Math.max(one[0], other[0]))];
      if (!Service.isOffline) return page.chooseArea([south, west, north, east].map(part => +part.toFixed(4)));
      // Counts know squares, no points: those are chosen whose middle lies in the area.
      page.chooseAll(map.expression, cells.filter(cell => cell.latitude >= south && cell.latitude <= north && cell.longitude >= west && cell.longitude <= east)
        .map(cell => cell.literal));
    });
    let current = null;
    picture.addEventListener("keydown", event => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (way) {
        const from = current ?? cells[Math.floor(cells.length / 2)];
        const far = cell => {
          const [x, y] = [plane.x(cell.longitude) - plane.x(from.longitude), plane.y(cell.latitude) - plane.y(from.latitude)];
          const ahead = x * way[0] + y * way[1];
          return ahead <= size / 2 ? Infinity : ahead + 3 * Math.abs(x * way[1] + y * way[0]);
        };
        const next = cells.reduce((best, cell) => far(cell) < far(best) ? cell : best, from);
        current = current ? next : from;
        cursor.setAttribute("visibility", "visible");
        cursor.setAttribute("x", plane.x(current.longitude) - size / 2 - 2);
        cursor.setAttribute("y", plane.y(current.latitude) - size / 2 - 2);
        picture.setAttribute("aria-label", words(current.row));
      } else if (event.key === "Enter" && current) page.choose(map.expression, current.literal, isSeveral(event));
      else if (event.key === "Escape") page.chooseArea(null);
      else return;
      event.preventDefault();
    });
  }

  // MARK: words

  function legend(shown, places) {
    const known = shown.values.map((value, row) => ({ value, row })).filter(({ value, row }) => value !== null && !places.away.includes(row))
      .sort((one, other) => one.value - other.value);
    if (!known.length) return "";
    const text = row => shown.texts[row];
    const ramp = element("span", { className: "ramp" });
    const [least, most] = shown.isFraction ? ["0%", "100%"] : [text(known[0].row), text(known[known.length - 1].row)];
    return element("p", { className: "legend" }, [`${shown.header}: ${least}`, ramp, `${most}${shown.isFraction ? "" : ", shaded by rank"}`]);
  }

  // Requests that are in the figures and not on the map.
  function missing(dimension, shown, { away, outside }) {
    const parts = away.map(row => `${dimension.texts[row] || "(missing)"}: ${shown.texts[row] || "–"}`);
    if (outside) parts.push(`${outside} square${outside === 1 ? "" : "s"} far from the others`);
    return parts.length ? [element("p", { className: "legend" }, [`Not on the map: ${parts.join(", ")}`])] : [];
  }

  return { draw };
})();
