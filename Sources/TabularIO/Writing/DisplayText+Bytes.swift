internal import Diagnostics

extension DisplayText {
    /// UTF-8 as a text in one line, invalid bytes repaired.
    static func visible(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        visible(String(decoding: bytes, as: UTF8.self))
    }
}
