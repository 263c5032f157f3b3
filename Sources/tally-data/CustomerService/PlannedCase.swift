/// A case of the example before it is written: what the plan fixes, and the days that are drawn for it.
struct PlannedCase {
    var isDockless: Bool
    var department: String
    var outcome: CaseClass
    var year: Int
    var district = 0
    var source = "Constituent Call"
    var type = ""
    /// Days since 1970-01-01.
    var opened = 0
    var due: Int?
    var closed: Int?
    /// Closed on one of the days of bulk closing: that day is kept while the sum of durations is balanced.
    var isBulkClosed = false
    /// The case keeps no due date.
    var lacksDueDate = false
    var place = Place(address: "", district: 0, x: 0, y: 0)
    var caseID = 0
}
