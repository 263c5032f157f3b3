/// A request, read to its end.
package struct HTTPRequest: Hashable, Sendable {
    package let method: String
    /// The path without the query behind `?`, as it was sent.
    package let path: String
    /// Names in lower case, in the order in which they came.
    let headers: [Header]
    package let body: [UInt8]
    /// Whether the connection stays open for further requests.
    let isKept: Bool

    struct Header: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// The value of a header; nil where it is missing or there are several, which nobody honest sends.
    package func header(_ name: String) -> String? {
        let found = headers.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    /// Whether a header is there at all.
    package func has(_ name: String) -> Bool { headers.contains { $0.name == name } }
}
