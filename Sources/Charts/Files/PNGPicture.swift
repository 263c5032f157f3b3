internal import CRaster
package import Columnar
package import TabularIO

/// The SVG picture as pixels, two for each of its own, for what shows no SVG: mails and slides.
package struct PNGPicture: Exporter {
    package let name = "png"
    package let endings = ["png"]
    package let summary = "a picture of pixels; needs librsvg"
    private let kind: ChartKind

    package init(_ kind: ChartKind) { self.kind = kind }

    private final class Receiver {
        var bytes: [UInt8] = []
    }

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let picture = SVGPicture.picture(try Chart(kind, of: table), notes: table.notes)
        let receiver = Receiver()
        let svg = Array(picture.text.utf8)
        // A picture of many bars is long; what no viewer shows any more is drawn smaller.
        let factor = min(2, 16_000 / Double(picture.height))
        let result = tally_raster_png(
            svg, svg.count, Int32(Double(picture.width) * factor), Int32(Double(picture.height) * factor),
            { context, bytes, count in
                guard let context else { return 0 }
                let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                receiver.bytes += UnsafeBufferPointer(start: bytes, count: count)
                return 1
            }, Unmanaged.passUnretained(receiver).toOpaque())
        switch UInt32(result) {
        case TALLY_RASTER_DONE.rawValue: receiver.bytes.withUnsafeBufferPointer { writer.append($0) }
        case TALLY_RASTER_NO_LIBRARY.rawValue:
            throw OutputError(
                .notDrawable,
                "PNG pictures need librsvg, which was not found: install it (Debian: librsvg2-2, Homebrew: librsvg), "
                    + "or write an `.svg`")
        default: throw OutputError(.notDrawable, "librsvg could not draw the picture; an `.svg` works without it")
        }
    }
}
