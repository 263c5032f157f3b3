internal import Columnar

/// Where results come from: the program, the time, and the files that were read.
package struct Provenance: Sendable, Hashable {
    /// The program and its version.
    package let program: String
    /// When the results were made: `2024-03-04T12:00:00Z`.
    package let made: String
    package let files: [DataFile]

    package init(program: String, made: String, files: [DataFile]) {
        (self.program, self.made, self.files) = (program, made, files)
    }

    /// One fact a line.
    package var lines: [(topic: String, text: String)] {
        files.flatMap { file -> [(topic: String, text: String)] in
            [("data", file.path)]
                + (file.size.map { [("size", "\(grouped($0)) bytes")] } ?? [])
                + (file.modified.map { [("modified", $0)] } ?? [])
                + (file.sha256.map { [("SHA-256", $0)] } ?? [])
        } + [("made", "\(made) by \(program)")]
    }
}
