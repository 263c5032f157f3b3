extension ManualEntry {
    /// How a result is shown as a picture.
    static let draw = ManualEntry(
        .clause, "draw", aliases: ["chart", "bars", "line", "spark", "heatmap", "histogram", "box", "map"],
        syntax: "draw bars | line | spark | heatmap | histogram | box | map | table",
        summary: """
            The picture in which the result is shown where otherwise its table would be; CSV and the other formats get \
            the same rows as without it. `bars` takes any groups, `line` and `spark` run along `over` or the first \
            dimension, `heatmap` needs two dimensions and one measure. `histogram`, `box` and `map` draw the rows of \
            `list`: numbers, a category with numbers, places. `map` also fills the zones of a GeoJSON file by a measure, \
            where `lookup` finds them by a point or by their name and the result is grouped by them. `into` writes a picture where the file ends in `.svg`, \
            `.png`, `.html` (with the table) or `.vl.json` (Vega-Lite). Totals are not drawn, values that are missing leave a gap, \
            and periods that the data covers only in part carry a `*`.
            """,
        example: "over month show count draw line")
}
