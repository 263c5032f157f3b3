/// Keys that the other table of a `lookup` lacks. Binding finds them on its way.
struct LookupUnmatched: Analyzer {
    let id = "lookup-unmatched"
    let explanation = """
        Some values of the key have no row in the table that is looked up, so that its columns are \
        missing there.
        """
    let example = "lookup \"examples/data/districts.csv\" on district group by district show avg income"
}
