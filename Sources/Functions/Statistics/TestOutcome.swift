/// What a significance test found: the size of the effect first, then how sure it is.
package struct TestOutcome: Sendable {
    /// `chi-square test`
    package let test: String
    /// What the size is: `Cramér's V`.
    package let measure: String
    package let size: Double
    package let low: Double
    package let high: Double
    package let p: Double
    package let statistic: Double
    /// The degrees of freedom, where the test has them; a variance ratio has two.
    package let freedom: Double
    package let errorFreedom: Double
    /// From which size on the effect is small, medium and large.
    package let thresholds: [Double]
    /// Whether the sign of the size means a direction.
    package let isDirected: Bool
    /// What the test takes for granted, and where the data fall short of it.
    package let assumptions: [String]
    package let cautions: [String]

    init(
        _ test: String, measure: String, size: Double, limits: (low: Double, high: Double), p: Double,
        statistic: Double, freedom: Double = .nan, errorFreedom: Double = .nan, thresholds: [Double],
        isDirected: Bool = false, assumptions: [String], cautions: [String] = []
    ) {
        self.test = test
        self.measure = measure
        self.size = size
        (low, high) = limits
        self.p = p
        self.statistic = statistic
        self.freedom = freedom
        self.errorFreedom = errorFreedom
        self.thresholds = thresholds
        self.isDirected = isDirected
        self.assumptions = assumptions
        self.cautions = cautions
    }

    /// `tiny`, `small`, `medium` or `large`; nil where the data do not show any effect at the level of 5%.
    package func strength(p: Double) -> String? {
        guard p < 0.05 else { return nil }
        let words = ["tiny", "small", "medium", "large"]
        return words[thresholds.count { size.magnitude >= $0 }]
    }
}
