internal import Columnar

/// Durations as people read them; what is smaller than the last unit shown is dropped, not rounded.
package enum DurationText {
    /// `355d 22:46`; below a day `22:46:05`; below a minute `5s` or `5.25s`. With `wholeDays`, for columns that hold
    /// nothing else, `355d`.
    package static func display(_ milliseconds: Int64, wholeDays: Bool) -> String {
        let magnitude = Int64(clamping: milliseconds.magnitude)
        let sign = milliseconds < 0 ? "-" : ""
        let days = magnitude / Milliseconds.day
        if wholeDays { return "\(sign)\(NumberText.grouped(days))d" }
        let rest = Int(magnitude % Milliseconds.day)
        let clock = "\(pad(rest / 3_600_000, 2)):\(pad(rest / 60_000 % 60, 2))"
        if days > 0 { return "\(sign)\(NumberText.grouped(days))d \(clock)" }
        if magnitude >= Milliseconds.minute { return "\(sign)\(clock):\(pad(rest / 1_000 % 60, 2))" }
        return "\(sign)\(ValueText.seconds(magnitude))s"
    }
}
