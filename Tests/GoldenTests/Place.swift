import Foundation
import TestSupport

/// Where the data of the golden files lies.
enum Place {
    static let examples = Repository.top.appending(path: "examples/data")
    static let own = Repository.top.appending(path: "Tests/GoldenTests/Data")

    /// A data file by the name that golden files give it: one beside the tests, of the examples, or of the shared data.
    static func data(_ name: String) -> String {
        let places = [own, examples, Repository.sharedData].map { $0.appending(path: name).path }
        return places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0]
    }
}
