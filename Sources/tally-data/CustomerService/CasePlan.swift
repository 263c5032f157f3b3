/// The counts that make the example reproduce the published figures.
///
/// What was published are shares, orders and a few totals. Many sets of counts fit them; this is one that fits all at
/// once. Dockless vehicles all belong to the department 311, and every department has complaints about it.
enum CasePlan {
    /// The report's last day: 2024-03-04. No case is opened on it or later.
    static let reportEnd = (year: 2024, month: 3, day: 4)

    /// Sums of (closed − opened) of the closed cases, in days.
    static let informationDays = 2_038_165 - 1_628_948
    static let docklessDays = 1_628_948

    /// Information: cases by department and class.
    static let information: [(department: String, counts: [CaseClass: Int])] = [
        ("311", [.openLate: 1_462, .openInTime: 71, .closedLate: 426, .closedInTime: 1_477]),
        ("Solid Waste Management", [.openLate: 6, .openInTime: 4, .closedLate: 36, .closedInTime: 854]),
        ("Public Works", [.openLate: 22, .openInTime: 2, .closedLate: 208, .closedInTime: 128]),
        ("Animal Care Services", [.openLate: 134, .openInTime: 11, .closedLate: 49, .closedInTime: 16]),
        ("Parks & Recreation", [.openLate: 0, .openInTime: 0, .closedLate: 20, .closedInTime: 79]),
    ]

    /// Information: the year of opening by class. An open case from before 2024 that is not late has no due date.
    static let informationYears: [CaseClass: [Int: Int]] = [
        .openLate: [2020: 24, 2021: 60, 2022: 120, 2023: 1_330, 2024: 90],
        .openInTime: [2020: 1, 2021: 1, 2022: 2, 2023: 14, 2024: 70],
        .closedLate: [2019: 1, 2020: 122, 2021: 290, 2022: 170, 2023: 150, 2024: 6],
        .closedInTime: [2020: 139, 2021: 392, 2022: 300, 2023: 1_473, 2024: 250],
    ]

    static let docklessYears: [CaseClass: [Int: Int]] = [
        .openLate: [2021: 1, 2022: 5, 2023: 45, 2024: 20],
        .openInTime: [2024: 5],
        .closedLate: [2020: 476, 2021: 774, 2022: 588, 2023: 449, 2024: 13],
        .closedInTime: [2020: 8, 2021: 10, 2022: 25, 2023: 70, 2024: 20],
    ]

    /// Cases by council district 0 … 10; 0 lies outside the city.
    static let informationDistricts = [96, 951, 510, 800, 510, 630, 368, 415, 200, 230, 295]
    static let docklessDistricts = [7, 2_130, 130, 20, 10, 70, 12, 25, 30, 40, 35]

    static let docklessSources = [("311 Mobile App", 1_999), ("Constituent Call", 508), ("Code Proactive Calls", 2)]

    /// Types with their weight and the days from opening to the due date.
    static let informationTypes: [(name: String, weight: Double, days: Int)] = [
        ("Cust. Serv.(Complaint)", 68, 10), ("Cust. Serv.(Compliment)", 16, 14), ("Cust. Serv.(Follow-Up)", 10, 7),
        ("Cust. Serv.(Suggestion)", 6, 30),
    ]
    static let docklessTypes: [(name: String, weight: Double, days: Int)] = [
        ("Dockless Vehicle (Blocking Sidewalk)", 46, 1), ("Dockless Vehicle (Improper Parking)", 33, 3),
        ("Dockless Vehicle (Inoperable)", 13, 5), ("Dockless Vehicle (In River or Creek)", 5, 2),
        ("Dockless Vehicle (Data Request)", 3, 14),
    ]

    /// Closed cases without a due date, besides the open ones that have none.
    static let closedWithoutDueDate = 200

    /// Days on which old dockless cases were closed by the hundred.
    static let bulkClosings = [(2023, 12, 13), (2024, 1, 17), (2024, 2, 21)]
}
