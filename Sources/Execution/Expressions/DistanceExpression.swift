import Columnar
import Geography

/// The metres between two places of each row.
final class DistanceExpression: VectorExpression {
    private let places: [VectorExpression]
    private let results: Buffer<Double>

    /// - Parameter places: latitude and longitude of one place, then of the other.
    init(_ places: [VectorExpression], capacity: Int) {
        self.places = places
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let values = places.compactMap { place -> UnsafeMutablePointer<Double>? in
            if case .numbers(let numbers) = place.evaluate(batch).storage { numbers } else { nil }
        }
        guard values.count == 4 else { preconditionFailure("the binder gives four numbers") }
        Geodesic.distances(values[0], values[1], values[2], values[3], into: results.base, count: batch.count)
        return Vector(.numbers(results.base), count: batch.count)
    }
}
