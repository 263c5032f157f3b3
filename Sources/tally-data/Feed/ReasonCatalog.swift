/// The reasons of the synthetic feed: 28 of them in 11 categories and 9 departments.
///
/// Departments, categories and some reasons carry the names of the real feed, so that profiles and queries meet what they
/// will meet in earnest; shares and durations are of a plausible size and invented.
enum ReasonCatalog {
    static let all: [ReasonShape] = solidWaste + property + animals + streets + rest

    private static func shape(
        _ reason: String, _ category: String, _ department: String, share: Double, days: Double, spread: Double,
        season: Double = 0, works: [String], variants: [String] = [""]
    ) -> ReasonShape {
        ReasonShape(
            reason: reason, category: category, department: department, share: share, days: days, spread: spread,
            season: season, works: works, variants: variants)
    }

    private static let solidWaste = [
        shape(
            "Waste Collection", "Solid Waste Services", "Solid Waste Management", share: 21, days: 2.2, spread: 0.9,
            works: [
                "No Pickup", "Damaged Cart", "Lost or Stolen Cart", "Additional Cart", "Cart Exchange", "Set Out Early",
            ],
            variants: ["", "Recycling", "Organics", "Multi-Unit"]),
        shape(
            "Brush", "Solid Waste Services", "Solid Waste Management", share: 4.5, days: 9, spread: 0.8, season: 0.4,
            works: ["Brush Collection Missed", "Bulky Items Left", "Out of Cycle Brush", "Brush Piles"],
            variants: ["", "Paid Service"]),
        shape(
            "Waste Monitors", "Solid Waste Services", "Solid Waste Management", share: 3, days: 6, spread: 0.9,
            works: ["Illegal Dumping", "Litter at Curb", "Cart Left Out", "Contaminated Recycling"]),
        shape(
            "Miscellaneous", "No Category", "Solid Waste Management", share: 9, days: 0.7, spread: 0.8, season: 0.5,
            works: ["Dead Animal Pick Up", "Special Collection", "Street Sweeping Debris", "Loose Litter"]),
    ]

    private static let property = [
        shape(
            "Code Enforcement", "Property Maintenance", "Development Services", share: 17, days: 16, spread: 1.1,
            season: 1,
            works: [
                "Overgrown Yard/Trash", "Junk Vehicle On Private Property", "Right Of Way/Sidewalk Obstruction",
                "Zoning Violation", "Illegal Parking", "Bandit Signs", "Vacant Lot/Overgrowth",
                "Carport Without Permit",
            ], variants: ["", "Front-Side Yard", "Multi-Family", "Rental", "Commercial"]),
        shape(
            "Code Enforcement (IntExp)", "Property Maintenance", "Code Enforcement Services", share: 1.6, days: 45,
            spread: 1.2,
            works: ["Alley-Way Maintenance", "Minimum Housing", "Unsecured Structure", "Permits Building"],
            variants: ["", "Owner", "Tenant"]),
        shape(
            "Dangerous Premise", "Property Maintenance", "Development Services", share: 1.1, days: 60, spread: 1.1,
            works: ["Dangerous Premises", "Emergency Demolition", "Vacant Building Registration"],
            variants: ["", "Repeat"]),
        shape(
            "Permits and Licenses", "Property Maintenance", "Development Services", share: 1.3, days: 11, spread: 0.9,
            works: ["No Permit", "Garage Sale Permit", "Short Term Rental", "Sign Permit", "Occupancy Check"],
            variants: ["", "Renewal"]),
        shape(
            "Graffiti", "Graffiti", "Development Services", share: 4, days: 8, spread: 1,
            works: ["Graffiti Public Property", "Graffiti Private Property", "Graffiti Parks", "Graffiti Hate Speech"],
            variants: ["", "Second Notice"]),
    ]

    private static let animals = [
        shape(
            "Field Operations", "Animals", "Animal Care Services", share: 12, days: 2.5, spread: 1.3, season: 0.6,
            works: [
                "Stray Animal", "Aggressive Animal", "Cruelty Neglect", "Trapped/Confined", "Injured or Sick Animal",
                "Bites", "Public Nuisance", "Animals in Hot Vehicle",
            ], variants: ["", "Critical", "Non-Critical", "After Hours"]),
        shape(
            "Spay/Neuter", "Animals", "Animal Care Services", share: 0.9, days: 20, spread: 0.8,
            works: ["Spay Neuter Voucher", "Trap Neuter Return", "Vaccination Clinic"]),
        shape(
            "Animal Licensing", "Animals", "Animal Care Services", share: 0.5, days: 13, spread: 0.7,
            works: ["Multi-Pet Permit", "Livestock Permit", "Microchip Question", "Kennel Inspection"]),
    ]

    private static let streets = [
        shape(
            "Streets", "Streets & Infrastructure", "Public Works", share: 5.5, days: 5, spread: 1.1, season: -0.4,
            works: [
                "Pot Hole Repair", "Base/Pavement Repair", "Street Sweeping", "Guardrail Damage", "Sidewalk Repair",
                "Curb Repair", "Barricade",
            ], variants: ["", "Emergency", "Special Event", "Night Work"]),
        shape(
            "Storm Water", "Streets & Infrastructure", "Public Works", share: 2.2, days: 12, spread: 1.2, season: 0.3,
            works: ["Removal Of Obstruction", "Tree Fallen", "Drainage Channel", "Herbicide", "Low Water Crossing"],
            variants: ["", "After Storm", "Private Property"]),
        shape(
            "Storm Water Engineering", "Streets & Infrastructure", "Trans & Cap Improvements", share: 0.5, days: 70,
            spread: 0.9, works: ["Drainage Engineering Request", "Flood Plain Question", "Easement Review"]),
        shape(
            "Engineering", "Streets & Infrastructure", "Trans & Cap Improvements", share: 0.6, days: 90, spread: 0.9,
            works: ["Sidewalk Request", "Speed Hump Request", "Street Reconstruction"], variants: ["", "School Zone"]),
        shape(
            "Signals", "Traffic Signals and Signs", "Public Works", share: 2.4, days: 1.5, spread: 1.2,
            works: ["Signal Malfunction", "Signal Timing Modification", "Flashing Beacon", "Pedestrian Push Button"],
            variants: ["", "School Zone", "Downtown"]),
        shape(
            "Signs and Markings", "Traffic Signals and Signs", "Public Works", share: 2, days: 7, spread: 1.1,
            works: ["Sign Down", "Sign Faded", "Street Name Sign", "Stop Sign", "Crosswalk Marking", "Lane Marking"],
            variants: ["", "Emergency", "School Zone"]),
        shape(
            "Traffic Engineering Design", "Traffic Signals and Signs", "Trans & Cap Improvements", share: 0.8, days: 48,
            spread: 0.9, works: ["Speed Limit Sign", "Parking Restriction", "All Way Stop Study", "Traffic Calming"]),
    ]

    private static let rest = [
        shape(
            "Vector", "Health & Sanitation", "Metro Health", share: 0.7, days: 6, spread: 0.9, season: 1,
            works: ["Mosquito Abatement", "Stagnant Water", "Rodents", "Bed Bugs"], variants: ["", "Multi-Family"]),
        shape(
            "Food Inspection", "Health & Sanitation", "Metro Health", share: 0.6, days: 4, spread: 0.8,
            works: ["Food Borne Illness", "Food Establishment", "Mobile Vendor", "Temporary Event Food"],
            variants: ["", "Follow-Up"]),
        shape(
            "Smoking", "Health & Sanitation", "Metro Health", share: 0.15, days: 15, spread: 0.7,
            works: ["No Smoking Ordinance", "Vape Shop", "Tobacco Sale to Minor"]),
        shape(
            "Clean and Green", "Parks", "Parks & Recreation", share: 0.9, days: 5, spread: 1, season: 0.7,
            works: ["Park Mowing", "Park Litter", "Park Restroom", "Playground Damage", "Trail Maintenance"],
            variants: ["", "Greenway", "Pavilion"]),
        shape(
            "Natural Areas", "Parks", "Parks & Recreation", share: 0.3, days: 14, spread: 1, season: 0.5,
            works: ["Natural Area Obstruction", "Wildlife Concern", "Tree Limb on Trail"]),
        shape(
            "Shops", "Parks", "Parks & Recreation", share: 0.25, days: 9, spread: 1,
            works: ["Park Lighting", "Park Irrigation Leak", "Drinking Fountain", "Pool Maintenance"]),
        shape(
            "Customer Service", "Information", "311", share: 0.85, days: 14, spread: 1.6,
            works: [
                "Cust. Serv.(Complaint)", "Cust. Serv.(Compliment)", "Cust. Serv.(Follow-Up)",
                "Cust. Serv.(Suggestion)",
            ]),
        shape(
            "Customer Service", "Dockless Vehicles", "311", share: 0.45, days: 120, spread: 1.6,
            works: ["Dockless Vehicle"], variants: ["Blocking Sidewalk", "Improper Parking", "Inoperable"]),
        shape(
            "Knowledge", "Information", "311", share: 0.9, days: 1, spread: 1.2,
            works: ["Knowledge Solution Extra", "Directory Update", "Callback Request", "General Information"],
            variants: ["", "Spanish"]),
    ]
}
