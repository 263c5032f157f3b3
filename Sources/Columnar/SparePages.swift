import CPages
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Large pages that a load has no more use for, kept for what it needs next.
///
/// The system clears every page that it hands out, and in a virtual machine has to get it from the host first: a fifth of the
/// time of a load whose columns are put together from pieces. A page from here comes with whatever it held, and moves to
/// where it is needed, so that pages from anywhere make one long piece of memory.
package enum SparePages {
    private struct State {
        var loads = 0
        /// Where they are; the last one goes first.
        var pages: [UInt] = []
        /// How many pages were handed out since a load began when none was under way.
        var moves = 0
    }

    /// The system knows at most 65,530 pieces of memory of different origin, of which a page that was moved is one.
    private static let mostMoves = 16_384

    private static let state = Mutex(State())

    /// Loads call this before they need memory, and `release` when they have all.
    package static func keep() {
        state.withLock { state in
            if state.loads == 0 { state.moves = 0 }
            state.loads += 1
        }
    }

    /// Gives back to the system what no other load can use.
    package static func release() {
        let pages = state.withLock { state -> [UInt] in
            state.loads -= 1
            guard state.loads == 0 else { return [] }
            defer { state.pages = [] }
            return state.pages
        }
        for page in pages { munmap(UnsafeMutableRawPointer(bitPattern: page), LargePages.size) }
    }

    /// Takes the large pages at the beginning of a piece of memory that nobody needs any more; how many bytes they are, none
    /// where no load is under way.
    static func take(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) -> Int {
        let count = byteCount / LargePages.size
        let address = UInt(bitPattern: memory)
        guard TALLY_MOVES_PAGES != 0, count > 0, isWhole(address) else { return 0 }
        return state.withLock { state in
            guard state.loads > 0 else { return 0 }
            // Pages that come back in their order stay one piece for the system.
            for page in (0..<count).reversed() { state.pages.append(address + UInt(page * LargePages.size)) }
            return count * LargePages.size
        }
    }

    /// Puts large pages at the beginning of a piece of memory that nobody has touched; how many bytes hold anything instead of
    /// zeros now.
    static func fill(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) -> Int {
        let wanted = byteCount / LargePages.size
        guard wanted > 0, isWhole(UInt(bitPattern: memory)) else { return 0 }
        let pages = state.withLock { state -> [UInt] in
            let count = min(wanted, state.pages.count, mostMoves - state.moves)
            guard count > 0 else { return [] }
            defer {
                state.pages.removeLast(count)
                state.moves += count
            }
            return Array(state.pages.suffix(count))
        }
        var place = memory
        for page in pages.reversed() {
            // Where one cannot be moved it is cleared.
            _ = tally_move_pages(UnsafeMutableRawPointer(bitPattern: page), place, LargePages.size)
            place += LargePages.size
        }
        return place - memory
    }

    private static func isWhole(_ address: UInt) -> Bool { address % UInt(LargePages.size) == 0 }
}
