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
        var columns = table.columns
        var notes: [String] = []
        var places: [Degrees] = []
        if locating.measuresDistances, !Geodesic.isAvailable {
            throw .refused("distances are measured by PROJ, which is not installed", advice: LocatingRunner.advice)
        }
        for points in locating.points {
            let column = table.columns[points.column]
            let found: Degrees
            if let known = column.degrees(epsg: points.crs) {
                found = known
            } else {
                found = try convert(points)
                column.keep(found, epsg: points.crs)
            }
            places.append(found)
            for values in [found.longitudes, found.latitudes] {
                columns.append(Column(type: .number, storage: .numbers(values)))
            }
            if found.outside > 0 {
                let area =
                    points.crs == Projection.wgs84
                    ? "are no longitude and latitude" : "lie outside the area of EPSG:\(points.crs)"
                notes.append(
                    "\(counted(found.outside, "row")) of the data \(found.outside == 1 ? "has" : "have") a \(points.name) without a place: the coordinates \(area)"
                )
            }
            if found.unreadable > 0 {
                notes.append(
                    "\(counted(found.unreadable, "row")) of the data \(found.unreadable == 1 ? "has" : "have") a \(points.name) whose text is no point"
                )
            }
        }
        for zones in locating.zones {
            let column = table.columns[locating.points[zones.points].column]
            let found: ZonesOfRows
            if let known = column.finding(for: zones.layer) as? ZonesOfRows {
                found = known
            } else {
                found = try find(zones, places[zones.points])
                column.keep(found, for: zones.layer)
            }
            columns.append(found.rows)
            if found.lost > 0 {
                notes.append(
                    "\(counted(found.lost, "row")) of the data \(found.lost == 1 ? "lies" : "lie") in no zone of \(zones.name)"
                )
            }
            if found.shared > 0 {
                notes.append(
                    "\(counted(found.shared, "row")) of the data \(found.shared == 1 ? "lies" : "lie") in several zones of \(zones.name), of which the first counts"
                )
            }
        }
        return (
            Table(
                names: table.names + locating.fields.map(\.name), columns: columns, rowCount: table.rowCount), notes
        )
    }

    // MARK: - Coordinates

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
