/// An answer to a request.
package struct HTTPResponse {
    /// Takes a piece of a body; false when nobody reads it any more.
    package typealias Sink = ([UInt8]) -> Bool

    package enum Body {
        case bytes([UInt8])
        /// A body of unknown length, sent while it is made.
        case stream((@escaping Sink) -> Void)
    }

    package let status: Int
    package var headers: [(name: String, value: String)]
    package let body: Body

    package init(status: Int = 200, type: String, headers: [(name: String, value: String)] = [], _ body: Body) {
        self.status = status
        self.headers = [("Content-Type", type)] + headers
        self.body = body
    }

    package init(status: Int, text: String) {
        self.init(status: status, type: "text/plain; charset=utf-8", .bytes(Array("\(text)\n".utf8)))
    }

    /// The head as it is sent.
    func head(closes: Bool) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status) \(HTTPResponse.reason(status))"]
        lines += headers.map { "\($0.name): \($0.value)" }
        switch body {
        case .bytes(let bytes): lines.append("Content-Length: \(bytes.count)")
        case .stream: lines.append("Transfer-Encoding: chunked")
        }
        if closes { lines.append("Connection: close") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        case 431: "Request Header Fields Too Large"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
