import Columnar
import HTTP

/// Who is answered: the browser of whoever started the dashboard, and no other page in it.
///
/// Three locks stand one behind the other. The `Host` header must name this address, so that no foreign name that leads
/// here is served; where an `Origin` is sent, it must be ours; and data is given for a token only, which is in the
/// address that was printed, behind `#`, where it is never sent to anyone. The page sends it in a header, which pages of
/// other origins cannot do without asking, and asking is refused.
struct Access: Sendable {
    let token: String
    private let hosts: Set<String>

    init(port: UInt16, token: String = Access.newToken()) {
        self.token = token
        hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    }

    /// 128 random bits.
    private static func newToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return hexadecimal(generator.next(), 16) + hexadecimal(generator.next(), 16)
    }

    /// Why a request is not answered; nil when it is.
    func refusal(_ request: HTTPRequest) -> HTTPResponse? {
        guard let host = request.header("host"), hosts.contains(host.lowercased()) else {
            return HTTPResponse(status: 403, text: "This address is not the dashboard's.")
        }
        if request.has("origin"), request.header("origin").map({ !isOwn($0) }) ?? true {
            return HTTPResponse(status: 403, text: "Other pages get no answers here.")
        }
        if let site = request.header("sec-fetch-site"), site == "cross-site", request.path != "/" {
            return HTTPResponse(status: 403, text: "Other pages get no answers here.")
        }
        guard request.path.hasPrefix("/api/") else { return nil }
        guard let sent = request.header("x-tally-token"), isToken(sent) else {
            return HTTPResponse(
                status: 401, text: "The token is missing or wrong: open the address that `tally serve` printed.")
        }
        return nil
    }

    private func isOwn(_ origin: String) -> Bool { hosts.contains { origin.lowercased() == "http://\($0)" } }

    /// Compares all bytes, so that the time says nothing about where the first wrong one is.
    private func isToken(_ text: String) -> Bool {
        let (sent, known) = (Array(text.utf8), Array(token.utf8))
        guard sent.count == known.count else { return false }
        return zip(sent, known).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// What every answer says: nothing is kept, nothing is loaded from elsewhere, nothing is shown inside another page.
    static let headers: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
}
