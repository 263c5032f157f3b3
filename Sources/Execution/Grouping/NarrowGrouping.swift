import CKernels
import Columnar
import Functions

/// Finds the groups of a batch as narrow codes: where all dimensions but one, whose codes they are, have the same value in
/// all of its rows.
final class NarrowGrouping {
    private let lookups: [GroupLookup]
    /// Room for the codes of some rows, whether those are bytes or not.
    private let codes: Buffer<UInt16>
    /// The codes where no dimension varies.
    private let zeros: Buffer<UInt8>
    private let noShares = Buffer<UInt32>(repeating: 0, count: Int(TALLY_FEW_SHARES))

    /// Nil where that happens in no batch.
    init?(_ lookups: [GroupLookup?], capacity: Int) {
        self.lookups = lookups.compactMap { $0 }
        guard self.lookups.count == lookups.count, self.lookups.filter({ !$0.isSteady }).count <= 1,
            self.lookups.allSatisfy({ $0.isSteady || $0.isNarrow })
        else { return nil }
        codes = Buffer(uninitialized: capacity + Compaction.slack)
        zeros = Buffer(repeating: 0, count: capacity)
    }

    /// How the groups of a run's rows are found: all have the share `first`, and each that of its own code where a dimension
    /// varies.
    struct Split {
        fileprivate let varying: GroupLookup?
        fileprivate let first: UInt32
    }

    /// Nil where more than one dimension varies within a run.
    func split(_ run: Batch) -> Split? {
        var varying: GroupLookup?
        var first: UInt32 = 0
        for lookup in lookups {
            if let share = lookup.share(run) {
                first += share
            } else if varying == nil, lookup.isNarrow {
                varying = lookup
            } else {
                return nil
            }
        }
        return Split(varying: varying, first: first)
    }

    /// The groups of the rows of a batch, all of which are of the run.
    func groups(_ batch: Batch, _ split: Split) -> NarrowGroups? {
        if let varying = split.varying { return varying.groups(batch, first: split.first, codes) }
        return NarrowGroups(zeros.base, codeCount: 1, shares: noShares.base, first: split.first)
    }

    /// The groups of the rows of a run of any length, where their codes are told as they lie in memory.
    func groupsInPlace(_ run: Batch) -> NarrowGroups? {
        guard let split = split(run), let varying = split.varying else { return nil }
        return varying.groups(run, first: split.first, codes)
    }

    /// The groups of the rows of the run on which a condition holds, and how many they are.
    func groups(
        _ run: Batch, where condition: VectorExpression, _ split: Split
    ) -> (groups: NarrowGroups, rows: Int)? {
        split.varying?.groups(run, where: condition, first: split.first, codes)
    }
}
