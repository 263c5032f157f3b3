/// Why a request has no result, with the code that the protocol has for it.
struct ResponseError: Error, Hashable {
    let code: Int
    let message: String

    static let parseError = -32700
    static func invalidRequest(_ message: String) -> ResponseError { ResponseError(code: -32600, message: message) }
    static func methodNotFound(_ method: String) -> ResponseError {
        ResponseError(code: -32601, message: "there is no method `\(method)`")
    }
    static func invalidParams(_ message: String) -> ResponseError { ResponseError(code: -32602, message: message) }
    static let notInitialized = ResponseError(code: -32002, message: "the server has not been initialized")
    static let cancelled = ResponseError(code: -32800, message: "cancelled")
    /// The request was right and could not be carried out.
    static func failed(_ message: String) -> ResponseError { ResponseError(code: -32803, message: message) }
}
