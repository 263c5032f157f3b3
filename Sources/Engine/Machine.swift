#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the program runs on.
enum Machine {
    static var processorCount: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}
