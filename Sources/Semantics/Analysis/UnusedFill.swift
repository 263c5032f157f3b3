/// A `fill` that has nothing to fill. Binding finds it on its way.
struct UnusedFill: Analyzer {
    let id = "unused-fill"
    let explanation = """
        `fill` gives a value to measures that have none in a group or a bucket, and every measure of the query has one: \
        counts and sums of nothing are 0 already.
        """
    let example = "over month show count fill 5"
}
