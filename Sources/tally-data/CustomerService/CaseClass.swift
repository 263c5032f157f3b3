/// What became of a case by the end of the report. Together with the year it decides which dates are possible.
enum CaseClass: CaseIterable {
    /// Still open after its due date.
    case openLate
    /// Still open, with time left or without a due date.
    case openInTime
    /// Closed after its due date.
    case closedLate
    /// Closed by its due date.
    case closedInTime

    var isOpen: Bool { self == .openLate || self == .openInTime }
    var isLate: Bool { self == .openLate || self == .closedLate }
}
