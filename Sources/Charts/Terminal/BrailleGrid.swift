/// Dots drawn with the braille patterns of Unicode: two dots across and four down in each character cell.
struct BrailleGrid {
    let width: Int
    let height: Int
    private var cells: [UInt8]
    /// Who drew last into a cell, for its colour.
    private var owners: [Int]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Array(repeating: 0, count: width * height)
        owners = Array(repeating: 0, count: width * height)
    }

    var dotWidth: Int { width * 2 }
    var dotHeight: Int { height * 4 }

    /// Sets a dot; those outside are ignored.
    mutating func dot(_ x: Int, _ y: Int, owner: Int) {
        guard x >= 0, y >= 0, x < dotWidth, y < dotHeight else { return }
        let cell = y / 4 * width + x / 2
        let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
        cells[cell] |= bits[y % 4 * 2 + x % 2]
        owners[cell] = owner
    }

    /// A straight line of dots, both ends included.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), owner: Int) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps {
            let part = Double(step) / Double(steps)
            let x = Double(start.x) + Double(end.x - start.x) * part
            let y = Double(start.y) + Double(end.y - start.y) * part
            dot(Int(x.rounded()), Int(y.rounded()), owner: owner)
        }
    }

    /// One row of characters, an untouched cell as a space; neighbours of one owner are painted together.
    func row(_ index: Int, _ paint: (_ text: String, _ owner: Int) -> String) -> String {
        var text = ""
        var run = ""
        var owner: Int?
        for cell in index * width..<(index + 1) * width {
            let scalar = cells[cell] == 0 ? nil : Unicode.Scalar(0x2800 + UInt32(cells[cell]))
            if let scalar, let before = owner, before != owners[cell] {
                text += paint(run, before)
                run = ""
                owner = owners[cell]
                run.unicodeScalars.append(scalar)
            } else if let scalar {
                owner = owners[cell]
                run.unicodeScalars.append(scalar)
            } else {
                run += " "
            }
        }
        return text + (owner.map { paint(run, $0) } ?? run)
    }
}
