/// Remembers whether a measure read a dimension of which its cell, such as a total, holds several values: such a measure has
/// no value, whatever it makes of the missing one.
final class ReferenceMixture {
    var isRead = false
}
