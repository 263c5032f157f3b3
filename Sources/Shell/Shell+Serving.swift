import Columnar
import Dashboard
import Engine
import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension Shell {
    /// Serves the dashboard of the data until it is interrupted, which is its usual end.
    /// - Parameters:
    ///   - script: a script with definitions and queries for the dashboard.
    ///   - port: nil takes the usual one, or a free one where that is taken.
    ///   - opensBrowser: whether the address is opened in the user's browser.
    public func serve(script: String?, port: Int?, opensBrowser: Bool) -> ExitCode {
        Interrupt.install()
        let session = makeSession()
        let opening: Opening
        do throws(ExitCode) { opening = try open(session, script) } catch { return error }
        guard let server = listen(opening, port) else { return .usage }
        // The address alone is the result: a program that starts the dashboard reads it from there.
        _ = try? StandardOutput().write(server.address + "\n")
        let rows = grouped(opening.board.rowCount)
        narration.say("\(opening.board.name), \(rows) rows · open the address in a browser · Ctrl-C ends it")
        if opensBrowser, !Shell.openBrowser(server.address) { narration.say("no browser could be opened") }
        server.run(isStopped: Interrupt.isRequested)
        return .success
    }

    /// Writes the dashboard of the data into a file that opens without a server.
    /// - Parameter sample: how many requests it carries one by one beside the counts.
    public func writeDashboard(script: String?, to path: String, sample: Int) -> ExitCode {
        Interrupt.install()
        do throws(OutputError) {
            try OutputFile.check(path, overwrite: options.overwrites)
            let session = makeSession()
            let opening: Opening
            do throws(ExitCode) { opening = try open(session, script) } catch { return error }
            let text: String
            do throws(EngineError) {
                text = try StaticPage.text(opening, sample: sample, isCancelled: Interrupt.isRequested)
            } catch { return narration.report(error) }
            try OutputFile.write(text, to: path, overwrite: options.overwrites)
            let size = NumberText.fixed(Double(text.utf8.count) / 1_000_000, decimals: 1)
            narration.say("wrote a dashboard of \(opening.board.name) to \(path) (\(size) MB)")
            return .success
        } catch {
            return narration.report(error)
        }
    }

    /// The data and the script.
    /// - Throws: the exit code for what is wrong with them, which has been said.
    private func open(_ session: Session, _ path: String?) throws(ExitCode) -> Opening {
        var script: (text: String, name: String)?
        do throws(LoadError) {
            if let path { script = (try InputSource.file(path).text(isCancelled: Interrupt.isRequested), path) }
        } catch { throw narration.report(error) }
        do throws(EngineError) {
            guard let opening = try Opening(session, script: script) else {
                throw .load("there is no data", advice: "name a file: `tally serve calls.csv`")
            }
            writeSnapshots(session)
            return opening
        } catch { throw narration.report(error) }
    }

    private func listen(_ opening: Opening, _ port: Int?) -> DashboardServer? {
        let usual: UInt16 = 8311
        do throws(DashboardServer.PortError) {
            if let port { return try DashboardServer(opening, port: UInt16(clamping: port)) }
            do throws(DashboardServer.PortError) { return try DashboardServer(opening, port: usual) } catch {
                return try DashboardServer(opening, port: 0)
            }
        } catch {
            let place = port.map { "port \($0)" } ?? "a port"
            narration.error(
                error.isTaken ? "\(place) is taken by another program" : "\(place) cannot be had",
                advice: "leave out --port, and a free one is taken")
            return nil
        }
    }

    private static func openBrowser(_ address: String) -> Bool {
        #if os(macOS)
            let program = "open"
        #else
            let program = "xdg-open"
        #endif
        return system("\(program) '\(address)' >/dev/null 2>&1 &") == 0
    }
}
