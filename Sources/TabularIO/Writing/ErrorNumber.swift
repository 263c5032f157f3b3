/// A system call that failed.
struct ErrorNumber: Error {
    let code: Int32
}
