/// `with ci` where nothing has an interval. Binding finds them on its way.
struct NoInterval: Analyzer {
    let id = "no-interval"
    let explanation = """
        `with ci` asks for confidence intervals, and no item of the query has one: rates, medians and \
        quantiles have.
        """
    let example = "group by department show count with ci 95%"
}
