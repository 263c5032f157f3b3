import Dispatch
import JSON
import Synchronization

/// The maps of a dashboard, found out while its page already shows everything else.
final class LazyMaps: Sendable {
    private let opening: Opening
    private let found = Mutex<JSONValue>(.array([]))
    private let building = DispatchGroup()

    init(_ opening: Opening) { self.opening = opening }

    func build(isCancelled: @escaping @Sendable () -> Bool) {
        building.enter()
        DispatchQueue(label: "maps").async { [self] in
            let maps = MapBuilder(opening: opening).maps(isCancelled: isCancelled)
            found.withLock { $0 = .array(maps.map(\.json)) }
            building.leave()
        }
    }

    /// The maps as the page reads them, as soon as they are known.
    var json: JSONValue {
        building.wait()
        return found.withLock { $0 }
    }
}
