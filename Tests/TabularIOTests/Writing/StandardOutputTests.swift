import TabularIO
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct StandardOutputTests {
    @Test func aClosedPipeEndsSilently() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        #expect(try StandardOutput(descriptor: ends[1]).write("x") == .closed)
    }

    @Test func aClosedPipeEndsAnExport() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let output = StandardOutput(descriptor: ends[1])
        #expect(try CSVExporter().write(SampleTables.long(50_000), to: output.sink) == .closed)
    }

    #if os(Linux)
        @Test func aFullDiskIsOneSentence() {
            let descriptor = open("/dev/full", O_WRONLY)
            defer { close(descriptor) }
            let error = #expect(throws: OutputError.self) { try StandardOutput(descriptor: descriptor).write("x") }
            #expect(error == OutputError(.diskFull, "standard output could not be written: the disk is full"))
        }
    #endif

    @Test func aSlowReaderOfANonBlockingPipeGetsEverything() throws {
        try Files.withFolder { folder in
            let reader = try #require(popen("sleep 0.1; wc -c > \(folder)/count", "w"))
            _ = fcntl(fileno(reader), F_SETFL, O_NONBLOCK)
            let output = StandardOutput(descriptor: fileno(reader))
            #expect(try output.write(String(repeating: "x", count: 300_000)) == .written)
            pclose(reader)
            #expect(Files.read("\(folder)/count") == Array("300000\n".utf8))
        }
    }
}
