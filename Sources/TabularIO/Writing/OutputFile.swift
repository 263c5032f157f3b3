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
        try write(to: path, overwrite: overwrite, options: options) { (sink) throws(OutputError) in
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
        to path: String, overwrite: Bool, isPrivate: Bool = false, options: OutputOptions = OutputOptions(),
        _ body: (@escaping ByteSink) throws(OutputError) -> Void
    ) throws(OutputError) {
        let target = try FileTarget(path, overwrite: overwrite)
        let (temporary, descriptor) = try UnfinishedFiles.open(target.temporary)
        guard descriptor >= 0 else { throw target.failure(errno) }
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
            try options.checkCancellation()
            guard fsync(descriptor) == 0 || errno == EINVAL else { throw target.failure(errno) }
            isOpen = false
            guard close(descriptor) == 0 else { throw target.failure(errno) }
            guard options.mayPublish() else { throw OutputError.interrupted }
            try publish(temporary, as: target, overwrite: overwrite)
            UnfinishedFiles.forget(temporary)
        } catch {
            if isOpen { _ = close(descriptor) }
            UnfinishedFiles.remove(temporary)
            throw error
        }
    }

    /// Gives the temporary file its name. Without `overwrite` a hard link does it, which fails when meanwhile somebody
    /// else made a file of that name; file systems without hard links get a plain rename.
    private static func publish(_ temporary: String, as target: FileTarget, overwrite: Bool) throws(OutputError) {
        if !overwrite {
            if link(temporary, target.path) == 0 {
                unlink(temporary)
                return target.syncFolder()
            }
            if errno == EEXIST { throw target.exists }
        }
        guard rename(temporary, target.path) == 0 else { throw target.failure(errno) }
        target.syncFolder()
    }
}
