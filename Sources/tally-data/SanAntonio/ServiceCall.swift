/// One row of the city's extract of service calls. Times are seconds since 1970-01-01, in local civil time.
struct ServiceCall {
    var category: String
    var caseID: Int
    var opened: Int
    var due: Int?
    var closed: Int?
    var isLate: Bool
    /// Missing where the city's feed leaves the department blank.
    var department: String?
    var reason: String
    var type: String
    var isOpen: Bool
    var source: String
    var place: Place
    /// Whether the position is left blank, as for the few addresses that the city could not place.
    var hasPosition = true
}
