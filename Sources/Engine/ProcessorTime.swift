#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The processor time that all threads of the process have used.
enum ProcessorTime {
    static var milliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}
