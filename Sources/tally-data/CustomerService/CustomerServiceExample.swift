import Columnar

/// The 7,514 invented cases whose figures are those that were published about the city's Customer Service cases.
struct CustomerServiceExample {
    private static let secondsPerDay = 86_400
    /// The city's case numbers grow by about 2,293 a day; one known number ties them to the calendar.
    static let knownCase = (day: CivilDate(year: 2018, month: 1, day: 1).days, id: 1_014_127_332, perDay: 2_293)

    private var random: RandomSource
    private let dates = CaseDates()

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
    }

    /// Writes the file, in the order of case numbers.
    mutating func write(to writer: RowWriter) throws {
        let end = CasePlan.reportEnd
        let reportEnd = CivilDate(year: end.year, month: end.month, day: end.day).days
        let layout = SanAntonioLayout(withTimes: false, reportStart: reportEnd - 365, reportEnd: reportEnd)
        try writer.line(SanAntonioLayout.header)
        for call in calls() { try layout.write(call, to: writer) }
    }

    /// The cases, in the order of case numbers.
    mutating func calls() -> [ServiceCall] {
        var cases = planned(dockless: false) + planned(dockless: true)
        removeDueDates(&cases)
        let services = Dictionary(
            uniqueKeysWithValues: (CasePlan.informationTypes + CasePlan.docklessTypes).map { ($0.name, $0.days) })
        for index in cases.indices {
            dates.draw(&cases[index], serviceDays: services[cases[index].type] ?? 10, &random)
        }
        let balance = DurationBalance(dates: dates)
        balance.balance(&cases, to: CasePlan.informationDays, &random) { !$0.isDockless }
        balance.balance(&cases, to: CasePlan.docklessDays, &random) { $0.isDockless }
        locate(&cases)
        number(&cases)
        return cases.enumerated().map { index, item in
            CustomerServiceExample.call(item, hasPosition: index % 2_999 != 1_234)
        }
    }

    /// The cases of one category with department, outcome, year, district, source and type, each as often as planned
    /// and otherwise independent of each other.
    private mutating func planned(dockless: Bool) -> [PlannedCase] {
        var years: [CaseClass: [Int]] = [:]
        for outcome in CaseClass.allCases {
            let table = (dockless ? CasePlan.docklessYears : CasePlan.informationYears)[outcome] ?? [:]
            var list = table.sorted { $0.key < $1.key }.flatMap { [Int](repeating: $0.key, count: $0.value) }
            random.shuffle(&list)
            years[outcome] = list
        }
        var cases: [PlannedCase] = []
        if dockless {
            for outcome in CaseClass.allCases {
                for year in years[outcome] ?? [] {
                    cases.append(PlannedCase(isDockless: true, department: "311", outcome: outcome, year: year))
                }
            }
        } else {
            for (department, counts) in CasePlan.information {
                for outcome in CaseClass.allCases {
                    for _ in 0..<(counts[outcome] ?? 0) {
                        let year = years[outcome]?.popLast() ?? 2023
                        cases.append(
                            PlannedCase(isDockless: false, department: department, outcome: outcome, year: year))
                    }
                }
            }
        }
        assignRest(&cases, dockless: dockless)
        return cases
    }

    private mutating func assignRest(_ cases: inout [PlannedCase], dockless: Bool) {
        let counts = dockless ? CasePlan.docklessDistricts : CasePlan.informationDistricts
        var districts = counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
        random.shuffle(&districts)
        var sources = CasePlan.docklessSources.flatMap { [String](repeating: $0.0, count: $0.1) }
        random.shuffle(&sources)
        let types = dockless ? CasePlan.docklessTypes : CasePlan.informationTypes
        let choice = WeightedChoice(types.map(\.weight))
        for index in cases.indices {
            cases[index].district = districts[index]
            if dockless { cases[index].source = sources[index] }
            cases[index].type = types[choice.draw(&random)].name
            cases[index].lacksDueDate = cases[index].outcome == .openInTime && cases[index].year < 2024
        }
    }

    private mutating func removeDueDates(_ cases: inout [PlannedCase]) {
        var candidates = cases.indices.filter { cases[$0].outcome == .closedInTime }
        random.shuffle(&candidates)
        for index in candidates.prefix(CasePlan.closedWithoutDueDate) { cases[index].lacksDueDate = true }
    }

    /// Gives every case an address of its district. Few places have many cases: downtown vehicles above all.
    private mutating func locate(_ cases: inout [PlannedCase]) {
        let book = AddressBook(seed: 311)
        for index in cases.indices {
            let share = random.unit()
            let known = cases[index].isDockless ? 500.0 : 1_600.0
            cases[index].place = book.place(Int(share * share * known), inDistrict: cases[index].district)
        }
    }

    /// Numbers the cases by their day of opening. As in the city's feed, a few numbers stand on two rows.
    private mutating func number(_ cases: inout [PlannedCase]) {
        let known = CustomerServiceExample.knownCase
        for index in cases.indices {
            let days = cases[index].opened - known.day
            cases[index].caseID = known.id + days * known.perDay + random.below(known.perDay)
        }
        cases.sort { ($0.caseID, $0.department, $0.type) < ($1.caseID, $1.department, $1.type) }
        for index in cases.indices.dropFirst() where cases[index].caseID <= cases[index - 1].caseID {
            cases[index].caseID = cases[index - 1].caseID + 1
        }
        var pairs = 0
        for index in cases.indices.dropFirst() where pairs < 14 && index % 97 > 60 {
            let before = cases[index - 1]
            let isAlike =
                before.opened == cases[index].opened && before.department == cases[index].department
                && before.district == cases[index].district && before.type == cases[index].type
                && (index < 2 || cases[index - 2].caseID != before.caseID)
            guard isAlike, before.caseID != cases[index].caseID, random.chance(0.25) else { continue }
            cases[index].caseID = before.caseID
            cases[index].place = before.place
            pairs += 1
        }
    }

    private static func call(_ item: PlannedCase, hasPosition: Bool) -> ServiceCall {
        ServiceCall(
            category: item.isDockless ? "Dockless Vehicles" : "Information",
            caseID: item.caseID,
            opened: item.opened * secondsPerDay,
            due: item.due.map { $0 * secondsPerDay },
            closed: item.closed.map { $0 * secondsPerDay },
            isLate: item.outcome.isLate,
            department: item.department,
            reason: "Customer Service",
            type: item.type,
            isOpen: item.outcome.isOpen,
            source: item.source,
            place: item.place,
            hasPosition: hasPosition
        )
    }
}
