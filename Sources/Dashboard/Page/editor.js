"use strict";
// The query's text field: mistakes are underlined where they are while it is typed, fixes and completions are offered.
class Editor {
  constructor(service, onRun, onEdit) {
    this.service = service;
    this.onRun = onRun;
    this.onEdit = onEdit;
    this.field = document.getElementById("text");
    this.marks = document.getElementById("marks");
    this.offers = document.getElementById("offers");
    this.findings = document.getElementById("findings");
    this.items = [];
    this.field.addEventListener("input", () => {
      this.onEdit();
      this.fit();
      this.show([]);
      this.look();
      this.offer(false);
    });
    this.field.addEventListener("keydown", event => this.key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    addEventListener("resize", () => this.fit());
  }

  get text() { return this.field.value; }

  set text(text) {
    if (this.field.value !== text) this.field.value = text;
    this.fit();
    this.show([]);
    this.close();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  // Asks for findings when nothing has been typed for a moment.
  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const text = this.text;
      const found = await this.service.check(text).catch(() => []);
      if (text === this.text) this.show(found);
    }, 120);
  }

  // Underlines findings and lists them.
  show(found) {
    const text = this.text;
    const pieces = [];
    let end = 0;
    for (const { range: [start, stop], severity } of [...found].sort((one, other) => one.range[0] - other.range[0])) {
      if (severity === "note" || start < end) continue;
      // A place at the end of the text has no letter to underline.
      const last = Math.max(stop, start + 1);
      pieces.push(text.slice(end, start), Charts.element("span", { className: severity }, [text.slice(start, last) || " "]));
      end = last;
    }
    this.marks.replaceChildren(...pieces, text.slice(end));
    this.findings.replaceChildren(...found.map(finding => this.line(finding)));
  }

  line(finding) {
    const line = Charts.element("p", { className: `finding ${finding.severity}` }, [
      Charts.element("b", {}, [`${finding.severity}: `]), finding.message, finding.advice ? ` – ${finding.advice}` : ""]);
    for (const fix of finding.fixes) {
      line.append(Charts.element("button", { type: "button", textContent: fix.title, onclick: () => this.replace(fix.range, fix.replacement, true) }));
    }
    for (const note of finding.notes) line.append(Charts.element("span", { className: "note" }, [note]));
    return line;
  }

  replace([start, end], text, runs) {
    this.field.setRangeText(text, start, end, "end");
    this.onEdit();
    this.fit();
    this.field.focus();
    this.look();
    if (runs) this.onRun();
  }

  // MARK: completion

  async offer(isAsked) {
    const text = this.text, place = this.field.selectionStart;
    const isWord = /[\p{L}\p{N}_"]$/u.test(text.slice(0, place));
    if (!isAsked && !isWord) return this.close();
    const list = await this.service.complete(text, place).catch(() => null);
    if (!list || text !== this.text || place !== this.field.selectionStart) return;
    const typed = text.slice(list.range[0], place);
    this.items = list.items.filter(item => item.insertion !== typed).slice(0, 12);
    this.range = list.range;
    this.place = place;
    this.chosen = 0;
    this.offers.replaceChildren(...this.items.map((item, index) => Charts.element("li", { role: "option", id: `offer${index}`,
      onpointerdown: event => { event.preventDefault(); this.take(index); } },
      [item.label, Charts.element("span", {}, [item.detail ?? item.kind])])));
    this.mark();
    this.offers.hidden = this.items.length === 0;
  }

  mark() {
    [...this.offers.children].forEach((line, index) => line.setAttribute("aria-selected", index === this.chosen));
    this.field.setAttribute("aria-activedescendant", `offer${this.chosen}`);
    this.offers.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  take(index) {
    const item = this.items[index];
    this.close();
    // Letters that were typed since the offers came belong to the word too.
    const typed = this.field.selectionStart - this.place;
    if (item) this.replace([this.range[0], this.range[1] + typed], item.insertion, false);
  }

  close() {
    this.field.removeAttribute("aria-activedescendant");
    this.offers.hidden = true;
    this.items = [];
  }

  key(event) {
    const isOpen = !this.offers.hidden;
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { this.close(); this.onRun(); }
    else if (event.key === " " && event.ctrlKey) this.offer(true);
    else if (isOpen && way) { this.chosen = (this.chosen + way + this.items.length) % this.items.length; this.mark(); }
    else if (isOpen && event.key === "Tab") this.take(this.chosen);
    else if (isOpen && event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && !this.text.includes("\n")) { this.close(); this.onRun(); }
    else return;
    event.preventDefault();
  }
}
