import Columnar
import TabularIO
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct OutputFileTests {
    private let table = SampleTables.rates

    private func failure(_ path: String, overwrite: Bool = false) -> OutputError? {
        do {
            try OutputFile.write(table, to: path, overwrite: overwrite)
            return nil
        } catch { return error }
    }

    @Test func writesTheFormatOfTheEnding() throws {
        try Files.withFolder { folder in
            try OutputFile.write(table, to: "\(folder)/a.json", overwrite: false)
            #expect(try Files.read("\(folder)/a.json") == JSONExporter().bytes(table))
            #expect(Files.list(folder) == ["a.json"])
        }
    }

    @Test func anExistingFileStaysUnlessOverwritten() throws {
        let expected = try CSVExporter().bytes(table)
        try Files.withFolder { folder in
            let path = "\(folder)/a.csv"
            Files.write(Array("old".utf8), to: path)
            chmod(path, 0o640)
            #expect(failure(path)?.kind == .exists)
            #expect(failure(path)?.message.hasPrefix("`\(path)` exists already and is only replaced with ") == true)
            #expect(Files.read(path) == Array("old".utf8))
            #expect(failure(path, overwrite: true) == nil)
            #expect(Files.read(path) == expected)
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
            #expect(Files.list(folder) == ["a.csv"])
        }
    }

    @Test func aFileThatAppearsMeanwhileIsNotReplaced() throws {
        try Files.withFolder { folder in
            let path = "\(folder)/a.csv"
            let error = #expect(throws: OutputError.self) {
                try OutputFile.write(to: path, overwrite: false) { (_) throws(OutputError) in
                    Files.write(Array("other".utf8), to: path)
                }
            }
            #expect(error?.kind == .exists)
            #expect(Files.read(path) == Array("other".utf8))
            #expect(Files.list(folder) == ["a.csv"])
        }
    }

    @Test func aFailureLeavesNothingBehind() throws {
        try Files.withFolder { folder in
            let full = OutputError(.diskFull, "full")
            let error = #expect(throws: OutputError.self) {
                try OutputFile.write(to: "\(folder)/a.csv", overwrite: false) { (sink) throws(OutputError) in
                    var writer = ByteWriter(sink)
                    writer.append("half of it")
                    _ = try writer.finish()
                    throw full
                }
            }
            #expect(error == full)
            #expect(Files.list(folder).isEmpty)
        }
    }

    @Test func aLinkIsFollowed() throws {
        let expected = try CSVExporter().bytes(table)
        try Files.withFolder { folder in
            Files.write([], to: "\(folder)/real.csv")
            symlink("real.csv", "\(folder)/link.csv")
            #expect(failure("\(folder)/link.csv", overwrite: true) == nil)
            #expect(Files.read("\(folder)/real.csv") == expected)
            #expect(Files.list(folder) == ["link.csv", "real.csv"])
            symlink("nowhere.csv", "\(folder)/lost.csv")
            #expect(failure("\(folder)/lost.csv", overwrite: true)?.kind == .notAFile)
        }
    }

    @Test func foldersDevicesAndPipesAreInTheWay() throws {
        try Files.withFolder { folder in
            mkdir("\(folder)/d.csv", 0o755)
            defer { rmdir("\(folder)/d.csv") }
            #expect(failure("\(folder)/d.csv", overwrite: true)?.kind == .notAFile)
            #expect(failure("\(folder)/d.csv/", overwrite: true)?.kind == .unknownEnding)
            mkfifo("\(folder)/p.csv", 0o600)
            #expect(failure("\(folder)/p.csv", overwrite: true)?.message.contains("is a pipe") == true)
            symlink("/dev/null", "\(folder)/n.csv")
            #expect(failure("\(folder)/n.csv", overwrite: true)?.message.contains("is a device") == true)
        }
    }

    @Test(arguments: [
        ("/no/such/folder/a.csv", OutputError.Kind.missingFolder, "the folder `/no/such/folder` does not exist"),
        ("/dev/null/a.csv", .missingFolder, "`/dev/null` is not a folder"),
    ]) func missingFolders(_ path: String, _ kind: OutputError.Kind, _ words: String) {
        #expect(failure(path)?.kind == kind)
        #expect(failure(path)?.message == "`\(path)` could not be written: \(words)")
    }

    #if os(Linux)
        @Test func aPlaceThatTakesNoFiles() {
            let error = failure("/proc/a.csv")
            #expect(error?.message.hasPrefix("`/proc/a.csv` could not be written: ") == true)
        }
    #endif

    @Test func aNameThatIsTooLong() {
        let error = failure("/tmp/\(String(repeating: "x", count: 300)).csv")
        #expect(error?.message.hasSuffix("could not be written: its name is too long") == true)
    }

    @Test func aLeftoverOfADeadProcessIsReplaced() throws {
        try Files.withFolder { folder in
            Files.write(Array("stale".utf8), to: "\(folder)/.a.csv.tmp-\(getpid())")
            #expect(failure("\(folder)/a.csv") == nil)
            #expect(Files.list(folder) == ["a.csv"])
        }
    }
}
