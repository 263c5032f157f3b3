/// Where a request was made: the text of the address, the council district and the position in State Plane feet
/// (EPSG:2278).
struct Place {
    var address: String
    /// 1 … 10, and 0 outside the city.
    var district: Int
    var x: Int
    var y: Int
}
