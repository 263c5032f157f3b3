import Columnar
import Foundation
import TestSupport
import Testing

@testable import TabularIO

@Suite(.enabled(if: Repository.hasSharedData, "needs ../shared/data"))
struct RealDataTests {
    private func load(_ path: String, threads: Int = 1) throws -> LoadedTable {
        try Loader.load(
            [.file(Repository.sharedData.appending(path: path).path)],
            options: LoadOptions().with { $0.threads = threads })
    }

    @Test(arguments: [
        ("san_antonio/allservicecalls_2021-05_5rows_recovered.csv", 5, 17),
        ("san_antonio/allservicecalls_2020-09_8rows_recovered.csv", 8, 17),
        ("san_antonio/codeup_case_recovered.csv", 8, 14), ("san_antonio/codeup_dept.csv", 39, 4),
        ("nyc/nyc_10k_2026-06-29.csv", 10_000, 12), ("nyc/nyc_4zips_2025-03-24.csv", 235, 41),
        ("nyc/NYC311-5.csv", 5, 41), ("nyc/NYC311-5.ssv", 5, 41), ("nyc/NYC311-5.tsv", 5, 41),
        ("nyc/nyc_100_qsv_fixture.csv", 100, 41), ("nyc/nyc_117_2016_socrata.csv", 117, 53),
        ("nyc/nyc_924_2022-05-01.csv", 924, 41), ("nyc/nyc_500_soda_2023-12.csv", 500, 44),
        ("open311/nyc_1000_sqllab_2024-05.csv", 1_000, 47), ("boston/boston311-100.csv", 100, 29),
        ("boston/boston311-dmy-100.csv", 100, 29), ("boston/boston311-100-notime.csv", 100, 29),
        ("boston/boston311-100-with-nonascii.csv", 100, 29), ("boston/boston311-100-20dupes-random.csv", 100, 29),
        ("st_louis/stlcsb_january_2018.csv", 1_554, 17), ("los_angeles/la_10000_2020_iso_daystoclose.csv", 10_000, 35),
        ("los_angeles/la_10000_2020_short_dates_crlf.csv", 10_000, 24),
        ("los_angeles/la_9989_normalised_2020.csv", 9_989, 13), ("baltimore/balt_10000_sample.csv", 10_000, 26),
        ("austin/austin_210_open311.csv", 210, 12), ("pittsburgh/pgh_500.csv", 500, 17),
        ("zurich/zueri_wie_neu_62245.csv", 62_245, 5), ("nyc/NYC311-5.json", 5, 41), ("nyc/NYC311-5.jsonl", 5, 41),
        ("open311/nyc_1000_sqllab_2024-05.json", 1_000, 47),
    ])
    func rowsAndColumns(path: String, rows: Int, columns: Int) throws {
        let loaded = try load(path)
        #expect(loaded.table.rowCount == rows && loaded.table.columns.count == columns)
        #expect(loaded.fingerprint == (try load(path, threads: 2)).fingerprint)
    }

    @Test func raggedFileIsAnErrorAtItsLine() {
        let error = #expect(throws: LoadError.self) { try load("boston/boston311-100-bad.tsv") }
        #expect(error?.line == 41)
        #expect(error?.message.hasSuffix("line 41: expected 29 fields as in the header, found 30.") == true)
    }

    @Test(arguments: ["ssv", "tsv", "json", "jsonl"])
    func fiveDressingsLoadEqual(ending: String) throws {
        let comma = try load("nyc/NYC311-5.csv").fingerprint
        #expect(try load("nyc/NYC311-5.\(ending)").fingerprint == comma)
    }

    /// The CSV was written from the JSON by a tool that made floats of all numbers and Python texts of nested objects.
    @Test func commaAndJSONOfOneTableAgree() throws {
        let csv = try load("open311/nyc_1000_sqllab_2024-05.csv")
        let json = try load("open311/nyc_1000_sqllab_2024-05.json")
        #expect(Set(csv.table.names) == Set(json.table.names) && json.table.rowCount == 1_000)
        for name in csv.table.names where name != "location" {
            let (left, right) = (csv.column(name), json.column(name))
            #expect(csv.report(name).missingCount == json.report(name).missingCount, "\(name)")
            for row in 0..<1_000 {
                let (one, other) = (ValueText.machine(left[row]), ValueText.machine(right[row]))
                if one != other { Issue.record("\(name), row \(row): \(one ?? "") and \(other ?? "")") }
            }
        }
        let location = json.column("location")[0]
        #expect(ValueText.machine(location)?.hasPrefix(#"{"latitude":"40.84735682050765","longitude":"#) == true)
    }

    @Test func dayFirstAndYearFirstAgree() throws {
        let (iso, dayFirst) = (try load("boston/boston311-100.csv"), try load("boston/boston311-dmy-100.csv"))
        for name in ["open_dt", "target_dt", "closed_dt"] {
            #expect(iso.column(name).type == .time)
            for row in 0..<100 { #expect(iso.column(name)[row] == dayFirst.column(name)[row]) }
        }
        #expect(try load("boston/boston311-100-notime.csv").column("open_dt").type == .date)
    }

    @Test func missingCounts() throws {
        let newYork = try load("nyc/nyc_10k_2026-06-29.csv")
        #expect(newYork.report("closed_date").missingCount == 4_148)
        let descriptor = newYork.column("descriptor")
        #expect((0..<10_000).count { descriptor[$0] == .text("N/A") } == 329)
        let boston = try load("boston/boston311-100.csv")
        #expect(boston.report("target_dt").missingCount == 11 && boston.report("closed_dt").missingCount == 15)
        #expect(try load("nyc/nyc_924_2022-05-01.csv").report("Closed Date").missingCount == 444)
        let baltimore = try load("baltimore/balt_10000_sample.csv")
        #expect(baltimore.report("DueDate").missingCount == 286 && baltimore.report("CloseDate").missingCount == 208)
        #expect(baltimore.report("Neighborhood").missingCount == 800)
        #expect(try load("los_angeles/la_10000_2020_iso_daystoclose.csv").report("_daystoclose").missingCount == 49)
        #expect(try load("st_louis/stlcsb_january_2018.csv").report("srx").missingCount == 48)
    }

    @Test func typesOfKnownColumns() throws {
        let sanAntonio = try load("san_antonio/allservicecalls_2021-05_5rows_recovered.csv")
        let types = ["OPENEDDATETIME", "SLA_Date", "CASEID", "Late (Yes/No)", "XCOORD", "Dept"].map {
            sanAntonio.column($0).type
        }
        #expect(types == [.date, .date, .integer, .boolean, .number, .text])
        let stLouis = try load("st_louis/stlcsb_january_2018.csv")
        #expect(stLouis.column("datetimeclosed").type == .time && stLouis.column("status").type == .text)
        #expect(try load("pittsburgh/pgh_500.csv").column("FIRE_ZONE").type == .text)
        #expect(try load("austin/austin_210_open311.csv").column("requested_datetime").type == .time)
        #expect(try load("open311/nyc_1000_sqllab_2024-05.csv").column("incident_zip").type == .text)
    }

    /// The same requests, with and without seconds.
    @Test func twoLayoutsOfLosAngelesAgree() throws {
        let long = try load("los_angeles/la_10000_2020_iso_daystoclose.csv").column("createddate")
        let short = try load("los_angeles/la_10000_2020_short_dates_crlf.csv").column("createddate")
        #expect(long.type == .time && short.type == .time)
        let minutes = { (column: Column) in
            (0..<column.count).compactMap { column[$0].integer.map { $0 / Milliseconds.minute } }.sorted()
        }
        #expect(minutes(long) == minutes(short))
    }
}
