/// Comparisons in which the data ends before the period does. Binding finds them on its way.
struct PartialComparison: Analyzer {
    let id = "compared-with-partial"
    let explanation = """
        The base of `compare` is a period that is not over, so that a part of it is compared with the whole of \
        another. `previous month` is the last one that is complete.
        """
    let example = "where opened in this month show count compare to same month last year"
}
