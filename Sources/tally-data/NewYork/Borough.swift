/// A borough of the New York shaped file.
struct Borough {
    var name: String
    /// As the portal writes it in `City`: Manhattan is New York.
    var city: String
    /// Relative frequency.
    var share: Double
    var code: Int
    var zips: [String]
    var boards: Int
    /// The middle, in degrees and in State Plane feet (EPSG:2263).
    var latitude: Double
    var longitude: Double
    var x: Int
    var y: Int

    static let all = [
        Borough(
            name: "BROOKLYN", city: "BROOKLYN", share: 31, code: 3,
            zips: ["11201", "11210", "11215", "11226", "11233"],
            boards: 18, latitude: 40.65, longitude: -73.95, x: 998_100, y: 176_100),
        Borough(
            name: "QUEENS", city: "JAMAICA", share: 24, code: 4, zips: ["11101", "11354", "11375", "11385", "11432"],
            boards: 14, latitude: 40.72, longitude: -73.82, x: 1_034_100, y: 201_700),
        Borough(
            name: "BRONX", city: "BRONX", share: 21, code: 2, zips: ["10451", "10453", "10458", "10467"], boards: 12,
            latitude: 40.85, longitude: -73.88, x: 1_017_400, y: 249_000),
        Borough(
            name: "MANHATTAN", city: "NEW YORK", share: 19.5, code: 1,
            zips: ["10002", "10016", "10025", "10027", "10031"],
            boards: 12, latitude: 40.78, longitude: -73.96, x: 995_300, y: 223_500),
        Borough(
            name: "STATEN ISLAND", city: "STATEN ISLAND", share: 4.5, code: 5, zips: ["10301", "10306", "10314"],
            boards: 3,
            latitude: 40.58, longitude: -74.15, x: 942_500, y: 150_600),
    ]
}
