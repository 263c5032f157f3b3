import CKernels
import Columnar
import Functions

/// The rows of each group, counted by one thread.
///
/// Neighbouring rows are often of one group, and then each count waits for the one before to reach memory. Few groups are
/// counted in four lanes in turn, so that they wait for none, and those that are bytes by their codes.
final class GroupCounts {
    private static let laneLimit = 8_192

    let groupCount: Int
    private let lanes: Buffer<Int64>
    /// Rows by code, of the groups in `counted`; four lanes again, of `stride` codes each.
    private var codes = Buffer<UInt32>(uninitialized: 0)
    private var stride = 0
    private var counted: NarrowGroups?
    /// Rows by code of one batch.
    private let rows = Buffer<UInt32>(repeating: 0, count: NarrowGroups.fewCodes + Int(TALLY_COUNT_SLACK))

    init(groupCount: Int) {
        self.groupCount = groupCount
        lanes = Buffer(repeating: 0, count: groupCount <= GroupCounts.laneLimit ? 4 * groupCount : groupCount)
    }

    /// - Returns: the groups with the rows of each code, where those are few; valid until the next call.
    @discardableResult func count(_ groups: NarrowGroups, _ count: Int) -> NarrowGroups {
        prepare(groups)
        switch groups.codes {
        case .bytes(let bytes) where groups.codeCount <= NarrowGroups.fewCodes:
            return countFew(groups) { GroupCounts.add(groups, bytes, count, to: $0) }
        case .bytes(let bytes): tally_count_8(bytes, count, stride, codes.base)
        case .words(let words): tally_count_16(words, count, stride, codes.base)
        }
        return groups
    }

    /// Adds the rows of few codes, by planes of bits as far as there are some.
    private static func add(
        _ groups: NarrowGroups, _ bytes: UnsafePointer<UInt8>, _ count: Int, to rows: UnsafeMutablePointer<UInt32>
    ) {
        let codeCount = UInt32(groups.codeCount)
        var start = 0
        if let planes = groups.planes {
            let blocks = count / BitPlanes.blockRows
            tally_count_planes(planes.base, planes.count, planes.base, 0, 0, 1, blocks, codeCount, rows)
            start = blocks * BitPlanes.blockRows
        }
        tally_count_few(bytes + start, count - start, codeCount, rows)
    }

    /// Counts the marked rows only.
    /// - Parameter bytes: the codes of the groups, which are few.
    func count(_ groups: NarrowGroups, _ bytes: UnsafePointer<UInt8>, _ count: Int, where marks: RowMarks) {
        prepare(groups)
        _ = countFew(groups) { marks.count(bytes, groups.planes, rows: count, codeCount: groups.codeCount, $0) }
    }

    private func prepare(_ groups: NarrowGroups) {
        if let counted, !counted.hasCodes(of: groups) { settle() }
        if groups.codeCount > stride {
            // The same codes are as many as before: there is nothing to lose.
            stride = groups.codeCount
            codes = Buffer(repeating: 0, count: 4 * stride)
        }
        counted = groups
    }

    /// - Parameter add: adds the rows of each code to what it is given.
    private func countFew(_ groups: NarrowGroups, add: (UnsafeMutablePointer<UInt32>) -> Void) -> NarrowGroups {
        rows.base.update(repeating: 0, count: groups.codeCount)
        add(rows.base)
        for code in 0..<groups.codeCount { codes[code] &+= rows[code] }
        var result = groups
        result.rows = UnsafePointer(rows.base)
        return result
    }

    /// Adds rows of a group that have been counted elsewhere.
    func add(_ rows: Int64, to group: Int) { lanes[group] += rows }

    /// Gives the rows of codes to their groups.
    private func settle() {
        guard let counted else { return }
        for code in 0..<counted.codeCount {
            var rows: Int64 = 0
            for lane in 0..<4 {
                rows += Int64(codes[lane * stride + code])
                codes[lane * stride + code] = 0
            }
            if rows > 0 { lanes[counted.group(code)] += rows }
        }
        self.counted = nil
    }

    func count(_ groups: UnsafePointer<UInt32>, _ rows: Int) {
        let first = lanes.base
        if groupCount == 1 {
            first[0] &+= Int64(rows)
            return
        }
        var row = 0
        if lanes.count > groupCount {
            let (second, third, fourth) = (first + groupCount, first + 2 * groupCount, first + 3 * groupCount)
            while row &+ 4 <= rows {
                first[Int(groups[row])] &+= 1
                second[Int(groups[row &+ 1])] &+= 1
                third[Int(groups[row &+ 2])] &+= 1
                fourth[Int(groups[row &+ 3])] &+= 1
                row &+= 4
            }
        }
        while row < rows {
            first[Int(groups[row])] &+= 1
            row &+= 1
        }
    }

    /// Counts the rows `from ..< to` of a block by their runs, those with a flag where there are flags.
    func count(
        _ runs: TimeRuns.Block, _ rows: Range<Int>, flags: UnsafePointer<UInt8>?, days: Buffer<UInt32>,
        hours: Buffer<UInt32>
    ) {
        tally_count_runs(
            runs.ends, runs.days, runs.hours, UInt32(rows.lowerBound), UInt32(rows.upperBound), flags, days.base,
            hours.base, lanes.base)
    }

    /// Adds the rows of every group to `totals`.
    func add(to totals: inout [Int64]) {
        settle()
        var start = 0
        while start < lanes.count {
            for group in 0..<groupCount { totals[group] += lanes[start + group] }
            start += max(groupCount, 1)
        }
    }
}
