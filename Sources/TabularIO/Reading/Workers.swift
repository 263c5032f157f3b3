#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs one piece of work on several threads at once.
enum Workers {
    private final class Job: Sendable {
        let index: Int
        let body: @Sendable (Int) -> Void

        init(index: Int, body: @escaping @Sendable (Int) -> Void) {
            self.index = index
            self.body = body
        }
    }

    #if canImport(Glibc)
        private typealias ThreadHandle = pthread_t
    #else
        private typealias ThreadHandle = pthread_t?
    #endif

    /// Calls `body` with 0 ..< `count`, the first on the calling thread, and returns when all are done. Where the
    /// system gives no thread, the call runs here.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var threads: [ThreadHandle] = []
        var here = [0]
        for index in stride(from: 1, to: count, by: 1) {
            let job = Unmanaged.passRetained(Job(index: index, body: body))
            #if canImport(Glibc)
                var thread = pthread_t()
                let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
                    if let argument { Workers.start(argument) }
                    return nil
                }
            #else
                var thread: pthread_t?
                let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
                    Workers.start(argument)
                    return nil
                }
            #endif
            if pthread_create(&thread, nil, entry, job.toOpaque()) == 0 {
                threads.append(thread)
            } else {
                job.release()
                here.append(index)
            }
        }
        for index in here { body(index) }
        for thread in threads { join(thread) }
    }

    private static func start(_ argument: UnsafeMutableRawPointer) {
        let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
        job.body(job.index)
    }

    private static func join(_ thread: ThreadHandle) {
        #if canImport(Glibc)
            pthread_join(thread, nil)
        #else
            if let thread { pthread_join(thread, nil) }
        #endif
    }
}
