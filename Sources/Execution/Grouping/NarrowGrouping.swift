import CKernels
import Columnar
import Functions

/// Finds the groups of a batch as bytes: where all dimensions but one, whose codes are bytes, have the same value in all of
/// its rows.
final class NarrowGrouping {
    private let lookups: [GroupLookup]
    private let codes: Buffer<UInt8>
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

    /// Whether the groups of a run's rows can be no bytes, and those of its halves soon can.
    func asksForHalves(_ run: Batch) -> Bool {
        run.count > ZoneMap.blockSize && split(run) == nil
            && lookups.allSatisfy { !$0.isSteady || $0.share(run) != nil || $0.changesOnce(run) }
    }

    /// The groups of the rows of a batch, all of which are of the given run.
    func groups(_ batch: Batch, of run: Batch) -> NarrowGroups? {
        guard let (varying, first) = split(run) else { return nil }
        if let varying { return varying.groups(batch, first: first, codes) }
        return NarrowGroups(zeros.base, codeCount: 1, shares: noShares.base, first: first)
    }

    /// The groups of the rows of a run that have a flag, and how many they are.
    func groups(_ run: Batch, flags: UnsafePointer<UInt8>) -> (groups: NarrowGroups, rows: Int)? {
        guard let (varying, first) = split(run) else { return nil }
        return varying?.groups(run, flags: flags, first: first, codes)
    }

    /// The one dimension that varies within a run, and the share of all others; nil where more than one do.
    private func split(_ run: Batch) -> (varying: GroupLookup?, first: UInt32)? {
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
        return (varying, first)
    }
}
