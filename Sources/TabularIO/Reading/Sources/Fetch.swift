import CFetch

/// Reads the content of http and https addresses.
enum Fetch {
    static func isAddress(_ path: String) -> Bool {
        let start = path.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    /// What a fetch in progress needs.
    private final class Receiver {
        let spool: Spool
        let isCancelled: () -> Bool

        init(_ spool: Spool, _ isCancelled: @escaping () -> Bool) {
            self.spool = spool
            self.isCancelled = isCancelled
        }

        func take(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
            spool.append(part)
            return spool.failure == nil && !isCancelled()
        }
    }

    static func bytes(
        _ address: String, watch: StreamWatch? = nil, isCancelled: @escaping () -> Bool
    ) throws(LoadError) -> InputBytes {
        let name = "`\(address)`"
        let receiver = Receiver(Spool(for: name, watch: watch), isCancelled)
        var status = 0
        var message = [CChar](repeating: 0, count: 256)
        let result = tally_fetch(
            address,
            { context, bytes, count in
                guard let context else { return 0 }
                let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                return receiver.take(UnsafeBufferPointer(start: bytes, count: count)) ? 1 : 0
            },
            Unmanaged.passUnretained(receiver).toOpaque(), &status, &message)
        switch UInt32(result) {
        case TALLY_FETCH_DONE.rawValue: return try receiver.spool.finish()
        case TALLY_FETCH_NO_LIBRARY.rawValue:
            throw LoadError(
                "\(name) is an address, and libcurl, which fetches it, was not found.",
                advice: "Install libcurl, or fetch the file first.")
        case TALLY_FETCH_REFUSED.rawValue:
            throw LoadError("\(name) cannot be fetched: the server answers with the error \(status).")
        case TALLY_FETCH_STOPPED.rawValue:
            if isCancelled() { throw LoadError.cancelled }
            return try receiver.spool.finish()
        default:
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw LoadError("\(name) cannot be fetched: \(reason).")
        }
    }
}
