#if canImport(Darwin)
    import Darwin
#endif

/// The file of the running program.
enum Executable {
    /// Where it can be started from again; nil where the system does not tell.
    static var path: String? {
        #if canImport(Darwin)
            _dyld_get_image_name(0).map { String(cString: $0) }
        #else
            "/proc/self/exe"
        #endif
    }
}
