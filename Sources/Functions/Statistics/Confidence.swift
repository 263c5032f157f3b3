/// How sure the limits of effect sizes are: of a hundred such intervals 95 hold the true size.
enum Confidence {
    static let level = 0.95
    /// How many standard errors the limits of a normal quantity are away from it.
    static let z = NormalDistribution.quantile(0.5 + level / 2)
}
