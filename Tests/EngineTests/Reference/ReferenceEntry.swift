import Columnar

/// A row as it takes part in a stage: on one side of a comparison, and perhaps as one that `dedupe` takes out.
struct ReferenceEntry {
    let row: [Value]
    /// 0 is the base, 1 what it is compared to; nil without a comparison.
    var side: Int?
    var isRemoved = false
}
