import Columnar
import Geography
import Semantics
import Synchronization

/// Converts the points of a table to degrees of WGS84 and finds their zones: columns beside those of the table, and what there is
/// to say about points that are nowhere.
struct LocatingRunner {
    private let locating: Locating
    private let table: Table
    private let options: ExecutionOptions

    init(_ locating: Locating, _ table: Table, _ options: ExecutionOptions) {
        self.locating = locating
        self.table = table
        self.options = options
    }

    private static let advice = "install it: Debian and Ubuntu `apt install libproj25`, macOS `brew install proj`"

    func run() throws(ExecutionError) -> (table: Table, notes: [String]) {
        if locating.measuresDistances, !Geodesic.isAvailable {
            throw .refused("distances are measured by PROJ, which is not installed", advice: LocatingRunner.advice)
        }
        var columns = table.columns
        var notes: [String] = []
        var places: [Degrees] = []
        for points in locating.points {
            let found = try degrees(points)
            places.append(found)
            columns += [found.longitudes, found.latitudes].map { Column(type: .number, storage: .numbers($0)) }
            notes += LocatingRunner.notes(found, points)
        }
        for zones in locating.zones {
            let found = try rows(zones, places[zones.points])
            columns.append(found.rows)
            notes += LocatingRunner.notes(found, zones)
        }
        let names = table.names + locating.fields.map(\.name)
        return (Table(names: names, columns: columns, rowCount: table.rowCount), notes)
    }

    /// `3 rows of the data lie in no zone …`; nothing where there are none.
    private static func note(_ count: Int, _ one: String, _ many: String, _ rest: String) -> [String] {
        count == 0 ? [] : ["\(counted(count, "row")) of the data \(count == 1 ? one : many) \(rest)"]
    }

    // MARK: - Coordinates

    private func degrees(_ points: Locating.Points) throws(ExecutionError) -> Degrees {
        let column = table.columns[points.column]
        if let known = column.degrees(epsg: points.crs) { return known }
        let found = try convert(points)
        column.keep(found, epsg: points.crs)
        return found
    }

    private static func notes(_ found: Degrees, _ points: Locating.Points) -> [String] {
        let area =
            points.crs == Projection.wgs84
            ? "are no longitude and latitude" : "lie outside the area of EPSG:\(points.crs)"
        return note(found.outside, "has", "have", "a \(points.name) without a place: the coordinates \(area)")
            + note(found.unreadable, "has", "have", "a \(points.name) whose text is no point")
    }

    private func convert(_ points: Locating.Points) throws(ExecutionError) -> Degrees {
        let longitudes = Buffer<Double>(uninitialized: table.rowCount)
        let latitudes = Buffer<Double>(uninitialized: table.rowCount)
        let (x, y): (Buffer<Double>, Buffer<Double>)
        switch table.columns[points.column].storage {
        case .pairs(let first, let second): (x, y) = (first, second)
        case .codes(let codes, let dictionary): (x, y) = PointText.pairs(codes, dictionary)
        default: return Degrees(longitudes: longitudes, latitudes: latitudes, outside: 0, unreadable: 0)
        }
        final class Worker {
            let projection: Projection?
            var outside = 0
            var unreadable = 0
            init(_ projection: Projection?) { self.projection = projection }
        }
        // The first way is opened here, so that a system without one is found before any thread starts.
        var first: Projection?
        do throws(Projection.Failure) { first = try Projection(epsg: points.crs) } catch {
            throw failure(error, points)
        }
        let workers = try Morsels.run(rowCount: table.rowCount, options: options) {
            defer { first = nil }
            return Worker(first ?? (try? Projection(epsg: points.crs)))
        } body: { worker, _, start, end in
            let (left, right) = (longitudes.base + start, latitudes.base + start)
            left.update(from: x.base + start, count: end - start)
            right.update(from: y.base + start, count: end - start)
            worker.projection?.convert(left, right, count: end - start)
            for row in start..<end where longitudes.base[row].isNaN {
                if !x.base[row].isNaN {
                    worker.outside += 1
                } else if y.base[row] == PointText.unreadable {
                    worker.unreadable += 1
                }
            }
        }
        return Degrees(
            longitudes: longitudes, latitudes: latitudes, outside: workers.reduce(0) { $0 + $1.outside },
            unreadable: workers.reduce(0) { $0 + $1.unreadable })
    }

    private func failure(_ failure: Projection.Failure, _ points: Locating.Points) -> ExecutionError {
        switch failure {
        case .noLibrary:
            .refused(
                "the coordinates of `\(points.name)` are converted by PROJ, which is not installed",
                advice: LocatingRunner.advice)
        case .unknownSystem:
            .refused(
                "PROJ knows no coordinate system EPSG:\(points.crs), in which the profile has `\(points.name)`",
                advice: "the number behind `crs` is that of https://epsg.org")
        }
    }

    // MARK: - Zones

    /// In which zone of a map each row lies. It depends on the points and the map alone, and is kept with the points.
    private struct ZonesOfRows: Sendable {
        /// Kept, so that no other map takes its identity.
        let layer: ZoneLayer
        /// The row of each place's zone; missing where there is none.
        let rows: Column
        let lost: Int
        let shared: Int
    }

    private func rows(_ zones: Locating.Zones, _ places: Degrees) throws(ExecutionError) -> ZonesOfRows {
        let column = table.columns[locating.points[zones.points].column]
        if let known = column.finding(for: zones.layer) as? ZonesOfRows { return known }
        let found = try find(zones, places)
        column.keep(found, for: zones.layer)
        return found
    }

    private static func notes(_ found: ZonesOfRows, _ zones: Locating.Zones) -> [String] {
        note(found.lost, "lies", "lie", "in no zone of \(zones.name)")
            + note(found.shared, "lies", "lie", "in several zones of \(zones.name), of which the first counts")
    }

    private func find(_ zones: Locating.Zones, _ places: Degrees) throws(ExecutionError) -> ZonesOfRows {
        final class Worker {
            var lost = 0
            var shared = 0
        }
        let found = Buffer<Int64>(uninitialized: table.rowCount)
        let workers = try Morsels.run(rowCount: table.rowCount, options: options) {
            Worker()
        } body: { worker, _, start, end in
            for row in start..<end {
                let (longitude, latitude) = (places.longitudes.base[row], places.latitudes.base[row])
                let zone = zones.layer.zone(longitude: longitude, latitude: latitude)
                found.base[row] = zone.map { Int64($0.index) } ?? Missing.integer
                if zone == nil, !longitude.isNaN { worker.lost += 1 }
                if zone?.isShared == true { worker.shared += 1 }
            }
        }
        return ZonesOfRows(
            layer: zones.layer,
            rows: Column(
                type: .integer, storage: .integers(found), bounds: 0...Int64(max(0, zones.layer.count - 1))),
            lost: workers.reduce(0) { $0 + $1.lost }, shared: workers.reduce(0) { $0 + $1.shared })
    }
}
