/// One complaint type of the New York shaped file and how its agency deals with it.
struct ComplaintShape {
    var complaint: String
    var agency: Agency
    /// Share of all requests, in percent.
    var share: Double
    var locationType: String
    var descriptors: [String]
}

/// An agency and the middle of its response times.
struct Agency {
    var code: String
    var name: String
    /// Median hours from creation to closing. All agencies spread alike, so that ratios of medians are ratios of means.
    var hours: Double
}
