/// An endless directory of invented addresses: number n of a district is always the same place.
///
/// Nothing is stored. The properties of an address are computed from its number, so that a million addresses cost no
/// memory and a place looks the same however often it reports.
struct AddressBook {
    private static let areas = [
        Area(x: 2_045_000, y: 13_732_000, width: 60_000, zips: []),
        Area(x: 2_128_500, y: 13_711_500, width: 14_000, zips: ["78201", "78205", "78205", "78212", "78215"]),
        Area(x: 2_156_000, y: 13_709_000, width: 18_000, zips: ["78202", "78208", "78218", "78219", "78220"]),
        Area(x: 2_136_000, y: 13_678_000, width: 20_000, zips: ["78210", "78214", "78221", "78223"]),
        Area(x: 2_098_000, y: 13_674_000, width: 20_000, zips: ["78211", "78224", "78227", "78242"]),
        Area(x: 2_113_000, y: 13_696_500, width: 12_000, zips: ["78204", "78207", "78225", "78226", "78237"]),
        Area(x: 2_079_000, y: 13_707_000, width: 19_000, zips: ["78227", "78238", "78245", "78251"]),
        Area(x: 2_097_000, y: 13_725_500, width: 14_000, zips: ["78228", "78229", "78238", "78250"]),
        Area(x: 2_094_000, y: 13_757_000, width: 21_000, zips: ["78230", "78240", "78249", "78256"]),
        Area(x: 2_131_000, y: 13_766_000, width: 20_000, zips: ["78216", "78232", "78258", "78259"]),
        Area(x: 2_161_000, y: 13_748_000, width: 19_000, zips: ["78217", "78233", "78239", "78247"]),
    ]

    /// The number that makes one directory differ from another.
    var seed: UInt64

    /// Around where the addresses of a district lie, in State Plane feet.
    static func middle(ofDistrict district: Int) -> (x: Double, y: Double) {
        (Double(areas[district].x), Double(areas[district].y))
    }

    /// Address `number` of a district.
    func place(_ number: Int, inDistrict district: Int) -> Place {
        let key = (UInt64(bitPattern: Int64(number)) &* 16 &+ UInt64(district)) ^ seed
        var bits = RandomSource(seed: key)
        let area = AddressBook.areas[district]
        let text: String
        if bits.chance(0.06) {
            text = "\(street(&bits, district)) and \(street(&bits, district))"
        } else {
            let house = AddressBook.houseNumber(&bits)
            let street = street(&bits, district)
            if district == 0 {
                text = "\(house)  \(street), UBC"
            } else if bits.chance(0.12) {
                text = "\(house) \(street), SAN ANTONIO, \(bits.pick(area.zips))"
            } else {
                text = "\(house)  \(street), San Antonio, \(bits.pick(area.zips))"
            }
        }
        let x = area.x + AddressBook.offset(&bits, width: area.width)
        let y = area.y + AddressBook.offset(&bits, width: area.width)
        return Place(address: text, district: district, x: x, y: y)
    }

    private func street(_ bits: inout RandomSource, _ district: Int) -> String {
        // Each district knows about a third of the street names, neighbours share some of them.
        let stem = (district * 12 + bits.below(44)) % StreetNames.stems.count
        return bits.pick(StreetNames.directions) + StreetNames.stems[stem] + " " + bits.pick(StreetNames.endings)
    }

    private static func houseNumber(_ bits: inout RandomSource) -> Int {
        let block = bits.below(10) < 7 ? bits.below(25) : bits.below(120)
        return 100 * (block + 1) + bits.below(100)
    }

    /// Feet from the middle of a district, more often near than far.
    private static func offset(_ bits: inout RandomSource, width: Int) -> Int {
        bits.below(width) + bits.below(width) - width
    }

    private struct Area {
        var x: Int
        var y: Int
        var width: Int
        var zips: [String]
    }
}
