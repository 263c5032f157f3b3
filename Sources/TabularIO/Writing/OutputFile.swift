package import Columnar

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The narrow door through which files are written.
///
/// A file appears complete or not at all: the bytes go to a temporary file beside it (`.name.tmp-PID`), are forced to
/// disk, and only then take the name. Whatever fails, the temporary file goes.
package enum OutputFile {
    /// Writes a table in the format that the file's ending picks.
    package static func write(
        _ table: ResultTable, to path: String, overwrite: Bool, options: OutputOptions = OutputOptions()
    ) throws(OutputError) {
        let exporter = try Exporters.forFile(path)
        try write(to: path, overwrite: overwrite) { (sink) throws(OutputError) in
            try exporter.write(table, options: options, to: sink)
        }
    }

    /// Writes a text.
    package static func write(_ text: String, to path: String, overwrite: Bool) throws(OutputError) {
        try write(to: path, overwrite: overwrite) { (sink) throws(OutputError) in
            let outcome = Array(text.utf8).withUnsafeBufferPointer { bytes in
                Result<WriteOutcome, OutputError> { () throws(OutputError) in try sink(bytes) }
            }
            _ = try outcome.get()
        }
    }

    /// Writes texts that belong together, in their order; where one cannot be, those before it that were new go again.
    package static func write(_ files: [(path: String, text: String)], overwrite: Bool) throws(OutputError) {
        for file in files { try check(file.path, overwrite: overwrite) }
        var made: [String] = []
        do throws(OutputError) {
            for file in files {
                let isNew = access(file.path, F_OK) != 0
                try write(file.text, to: file.path, overwrite: overwrite)
                if isNew { made.append(file.path) }
            }
        } catch {
            for path in made { unlink(path) }
            throw error
        }
    }

    /// Fails where a file could not be written, before the work for its content is done.
    package static func check(_ path: String, overwrite: Bool) throws(OutputError) {
        _ = try FileTarget(path, overwrite: overwrite)
    }

    /// Writes the bytes that `body` passes to the sink. A private file is its owner's alone to read.
    package static func write(
        to path: String, overwrite: Bool, isPrivate: Bool = false,
        _ body: (@escaping ByteSink) throws(OutputError) -> Void
    ) throws(OutputError) {
        let target = try FileTarget(path, overwrite: overwrite)
        let descriptor = try create(target)
        var isOpen = true
        do throws(OutputError) {
            try body { (bytes) throws(OutputError) -> WriteOutcome in
                do throws(ErrorNumber) {
                    try Descriptor.writeAll(bytes, to: descriptor)
                } catch {
                    throw target.failure(error.code)
                }
                return .written
            }
            if let mode = isPrivate ? 0o600 : target.mode { _ = fchmod(descriptor, mode) }
            guard fsync(descriptor) == 0 || errno == EINVAL else { throw target.failure(errno) }
            isOpen = false
            guard close(descriptor) == 0 else { throw target.failure(errno) }
            try publish(target, overwrite: overwrite)
        } catch {
            if isOpen { _ = close(descriptor) }
            unlink(target.temporary)
            throw error
        }
    }

    /// Opens the temporary file. One that is left from a process that had the same number is replaced.
    private static func create(_ target: FileTarget) throws(OutputError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        var descriptor = open(target.temporary, flags, 0o666)
        if descriptor < 0, errno == EEXIST {
            unlink(target.temporary)
            descriptor = open(target.temporary, flags, 0o666)
        }
        guard descriptor >= 0 else { throw target.failure(errno) }
        return descriptor
    }

    /// Gives the temporary file its name. Without `overwrite` a hard link does it, which fails when meanwhile somebody
    /// else made a file of that name; file systems without hard links get a plain rename.
    private static func publish(_ target: FileTarget, overwrite: Bool) throws(OutputError) {
        if !overwrite {
            if link(target.temporary, target.path) == 0 {
                unlink(target.temporary)
                return target.syncFolder()
            }
            if errno == EEXIST { throw target.exists }
        }
        guard rename(target.temporary, target.path) == 0 else { throw target.failure(errno) }
        target.syncFolder()
    }
}
