#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the command line itself speaks, before a shell exists.
enum StandardError {
    static func write(_ line: String) {
        var line = line + "\n"
        line.withUTF8 { bytes in _ = Platform.write(bytes) }
    }
}

private enum Platform {
    static func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
            Glibc.write(2, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(2, bytes.baseAddress, bytes.count)
        #endif
    }
}
