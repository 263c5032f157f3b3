/// What becomes of a value that does not fit its column's type.
package enum BadValuePolicy: String, Sendable, CaseIterable {
    /// It is missing, counted and listed.
    case keepMissing = "keep-missing"
    /// Loading ends with the line and the text of the first one.
    case error
}
