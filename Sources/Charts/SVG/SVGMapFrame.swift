/// Where the points of a map lie in a picture: as large as its width and a greatest height allow, in the middle.
struct SVGMapFrame {
    private let frame: MapFrame
    private let left: Double
    private let factor: Double
    /// Where the map ends below.
    let bottom: Double

    private static let maxHeight = 560.0

    /// - Parameter pad: How far the map stays from the edges of its room.
    init(_ frame: MapFrame, top: Double, pad: Double = 0) {
        let room = SVGStyle.right - SVGStyle.margin
        self.frame = frame
        factor = min((room - 2 * pad) / frame.width, (SVGMapFrame.maxHeight - 2 * pad) / frame.height)
        left = SVGStyle.margin + (room - frame.width * factor) / 2
        bottom = top + pad + frame.height * factor
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let place = frame.position(x, y)
        return (left + place.x * frame.width * factor, bottom - place.y * frame.height * factor)
    }
}
