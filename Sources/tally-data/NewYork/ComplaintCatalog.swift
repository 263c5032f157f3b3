/// Complaint types and agencies of the New York shaped file.
///
/// Names are those that the city's portal uses; shares and durations are chosen so that the three most frequent types make
/// 60 % of the volume and the slowest agency takes five times as long as the fastest.
enum ComplaintCatalog {
    private static let police = Agency(code: "NYPD", name: "New York City Police Department", hours: 12)
    private static let housing = Agency(
        code: "HPD", name: "Department of Housing Preservation and Development", hours: 60)
    private static let sanitation = Agency(code: "DSNY", name: "Department of Sanitation", hours: 30)
    private static let transport = Agency(code: "DOT", name: "Department of Transportation", hours: 36)
    private static let water = Agency(code: "DEP", name: "Department of Environmental Protection", hours: 24)
    private static let parks = Agency(code: "DPR", name: "Department of Parks and Recreation", hours: 54)
    private static let buildings = Agency(code: "DOB", name: "Department of Buildings", hours: 48)
    private static let health = Agency(code: "DOHMH", name: "Department of Health and Mental Hygiene", hours: 42)

    static let all: [ComplaintShape] = [
        shape(
            "Noise - Residential", police, 26, "Residential Building/House",
            ["Loud Music/Party", "Banging/Pounding", "Loud Talking", "Loud Television"]),
        shape(
            "HEAT/HOT WATER", housing, 19, "RESIDENTIAL BUILDING",
            ["ENTIRE BUILDING", "APARTMENT ONLY", "NO HOT WATER"]),
        shape(
            "Illegal Parking", police, 15, "Street/Sidewalk",
            ["Blocked Hydrant", "Posted Parking Sign Violation", "Double Parked Blocking Traffic", "Blocked Bike Lane"]),
        shape("Blocked Driveway", police, 6, "Street/Sidewalk", ["No Access", "Partial Access"]),
        shape("Street Condition", transport, 5, "Street", ["Pothole", "Cave-in", "Rough, Pitted or Cracked Roads"]),
        shape(
            "Water System", water, 4.5, "", ["Hydrant Running (WC3)", "Leak (Use Comments) (WA2)", "No Water (WNW)"]),
        shape("Noise - Street/Sidewalk", police, 4, "Street/Sidewalk", ["Loud Music/Party", "Loud Talking"]),
        shape("PLUMBING", housing, 3.5, "RESIDENTIAL BUILDING", ["TOILET", "WATER SUPPLY", "BATHTUB/SHOWER"]),
        shape("Dirty Condition", sanitation, 3, "Sidewalk", ["Trash", "E3 Dirty Sidewalk", "Dog Waste"]),
        shape("Missed Collection", sanitation, 2.5, "Sidewalk", ["Trash", "Recycling - Paper", "Compost"]),
        shape("Damaged Tree", parks, 2.5, "Street", ["Branch or Limb Has Fallen Down", "Tree Leaning/Uprooted"]),
        shape("Street Light Condition", transport, 2.5, "", ["Street Light Out", "Lamppost Missing"]),
        shape(
            "General Construction/Plumbing", buildings, 2, "", ["Cons - Contrary/Beyond Approved Plans/Permits", "N/A"]),
        shape("Rodent", health, 2, "3+ Family Apt. Building", ["Rat Sighting", "Mouse Sighting", "Signs of Rodents"]),
        shape("Overgrown Tree/Branches", parks, 1.5, "Street", ["Blocking Street", "Hitting Building"]),
        shape("Food Poisoning", health, 1, "Restaurant/Bar/Deli/Bakery", ["1 or 2", "3 or More"]),
    ]

    private static func shape(
        _ complaint: String, _ agency: Agency, _ share: Double, _ location: String, _ descriptors: [String]
    ) -> ComplaintShape {
        ComplaintShape(
            complaint: complaint, agency: agency, share: share, locationType: location, descriptors: descriptors)
    }
}
