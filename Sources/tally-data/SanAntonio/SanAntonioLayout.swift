/// Writes service calls in the 17 columns of San Antonio's extract.
struct SanAntonioLayout {
    static let header =
        "Category,CASEID,OPENEDDATETIME,SLA_Date,CLOSEDDATETIME,Late (Yes/No),Dept,REASONNAME,TYPENAME,CaseStatus,"
        + "SourceID,OBJECTDESC,Council District,XCOORD,YCOORD,Report Starting Date,Report Ending Date"

    private static let secondsPerDay = 86_400

    /// Whether times carry the time of day; otherwise they are dates.
    var withTimes: Bool
    /// Days since 1970-01-01.
    var reportStart: Int
    var reportEnd: Int
    private let days = DayTexts(years: 1999...2030, style: .iso)

    init(withTimes: Bool, reportStart: Int, reportEnd: Int) {
        self.withTimes = withTimes
        self.reportStart = reportStart
        self.reportEnd = reportEnd
    }

    func write(_ call: ServiceCall, to writer: RowWriter) throws {
        writer.plain(call.category)
        writer.number(call.caseID)
        write(call.opened, to: writer)
        write(call.due, to: writer)
        write(call.closed, to: writer)
        writer.plain(call.isLate ? "YES" : "NO")
        writer.field(call.department ?? "")
        writer.field(call.reason)
        writer.field(call.type)
        writer.plain(call.isOpen ? "Open" : "Closed")
        writer.plain(call.source)
        writer.field(call.place.address)
        writer.number(call.place.district)
        if call.hasPosition {
            writer.coordinate(call.place.x)
            writer.coordinate(call.place.y)
        } else {
            writer.empty(2)
        }
        write(reportStart * SanAntonioLayout.secondsPerDay, to: writer)
        write(reportEnd * SanAntonioLayout.secondsPerDay, to: writer)
        try writer.endRow()
    }

    private func write(_ time: Int?, to writer: RowWriter) {
        guard let time else {
            writer.empty()
            return
        }
        // Times before 1970 round down too, like all others.
        let second =
            ((time % SanAntonioLayout.secondsPerDay) + SanAntonioLayout.secondsPerDay)
            % SanAntonioLayout.secondsPerDay
        let day = days[(time - second) / SanAntonioLayout.secondsPerDay]
        writer.bytes { buffer in
            buffer.append(contentsOf: day)
            if withTimes { TimeOfDay.append(second: second, to: &buffer) }
        }
    }
}
