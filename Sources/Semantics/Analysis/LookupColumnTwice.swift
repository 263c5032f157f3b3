/// Two tables that are looked up bring a column of one name. Binding finds it on its way.
struct LookupColumnTwice: Analyzer {
    let id = "lookup-column-twice"
    let explanation = """
        Two `lookup` clauses bring a column of the same name, which is then that of the second.
        """
    let example = """
        lookup "examples/data/districts.csv" on district
          lookup "examples/data/districts.csv" on district group by district show avg income
        """
}
