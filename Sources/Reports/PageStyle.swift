/// How report pages look: readable at 800 pixels, by day and by night, and on paper.
enum PageStyle {
    static let text = """
        :root { color-scheme: light dark; --ink: #1f2328; --quiet: #656d76; --line: #d0d7de; --ground: #fff; --soft: #f6f8fa; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d; --ground: #0d1117; --soft: #161b22; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main, footer { max-width: 800px; margin: 0 auto; padding: 0 1.25rem; }
        main { padding-top: 1.5rem; }
        h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 .5em; break-after: avoid; }
        h1 { font-size: 1.8rem; margin-top: 0; }
        h2 { font-size: 1.35rem; border-bottom: 1px solid var(--line); padding-bottom: .2em; }
        h3 { font-size: 1.1rem; }
        a { color: #0969da; }
        blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid var(--line); color: var(--quiet); }
        code, pre { font: .875em/1.45 ui-monospace, Menlo, monospace; }
        code { overflow-wrap: anywhere; }
        pre { background: var(--soft); padding: .7em .9em; overflow-x: auto; border-radius: 4px; white-space: pre-wrap; }
        nav { border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; margin: 1.2em 0; font-size: .95em; }
        nav ul { margin: 0; padding-left: 1.1em; columns: 2 16em; }
        figure { margin: 1.3em 0; break-inside: avoid; }
        figcaption { font-weight: 600; margin-bottom: .3em; }
        svg { max-width: 100%; height: auto; border-radius: 4px; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9em; }
        th, td { padding: .25em .8em .25em 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        td { white-space: pre-wrap; }
        thead th { border-bottom: 2px solid var(--quiet); vertical-align: bottom; }
        .n, [align=right] { text-align: right; padding: .25em 0 .25em .8em; font-variant-numeric: tabular-nums; }
        td.n { white-space: nowrap; }
        .total td { font-weight: 600; border-top: 2px solid var(--quiet); }
        .notes, .warning, details { font-size: .85em; color: var(--quiet); margin: .4em 0; }
        .warning::before { content: "⚠ "; }
        summary { cursor: pointer; }
        footer { margin-top: 3rem; padding-bottom: 2rem; border-top: 1px solid var(--line); font-size: .8em; color: var(--quiet); }
        footer ul { padding-left: 1.2em; }
        @media (prefers-color-scheme: dark) { a { color: #58a6ff; } }
        @media print {
          :root { --ink: #000; --quiet: #444; --line: #bbb; --ground: #fff; --soft: #f4f4f4; }
          body { font-size: 10.5pt; }
          main, footer { max-width: none; padding: 0; }
          nav, details:not([open]) { display: none; }
          .table { overflow: visible; }
          thead { display: table-header-group; }
          tr { break-inside: avoid; }
          figure:has(tbody tr:nth-child(30)) { break-inside: auto; }
        }
        """
}
