package import TabularIO

/// The program, as files that it makes name it.
public enum Program {
    public static let version = "0.1.0"
    package static let name = "Tally \(version)"
}

extension Session {
    /// The files that this session has read so far, with their digests, and the time.
    package var provenance: Provenance { findProvenance() }

    /// Finds out the same later, on whatever thread: digests of large files take long.
    package var findProvenance: @Sendable () -> Provenance {
        let named = ((try? InputSource.expanded(sources)) ?? sources).map { source in
            if case .file(let path) = source { path } else { "-" }
        }
        let files = named + openedFiles.filter { !named.contains($0) }
        return {
            Provenance(
                program: Program.name, made: DataFile.now,
                files: files.map { $0 == "-" ? .standardInput : DataFile($0) })
        }
    }
}
