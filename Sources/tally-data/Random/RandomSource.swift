/// A small, fast, seeded source of random numbers (xoshiro256**, Blackman and Vigna 2018, seeded through SplitMix64).
///
/// Everything that is drawn from it uses integers and the four basic operations on doubles only, so that a seed gives
/// the same bytes on every platform: no call into a mathematics library whose last digit differs between systems.
struct RandomSource {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    init(seed: UInt64) {
        a = RandomSource.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
        b = RandomSource.mix(seed &+ 0x3C6E_F372_FE94_F82A)
        c = RandomSource.mix(seed &+ 0xDAA6_6D2C_7DDF_743F)
        d = RandomSource.mix(seed &+ 0x78DD_E6E5_FD29_F054)
    }

    /// The SplitMix64 finalizer: turns a counter into well-mixed bits, and so an index into properties of its own.
    static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    mutating func next() -> UInt64 {
        let product = b &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d << 45) | (d >> 19)
        return result
    }

    /// A double in 0 ..< 1 with 53 random bits.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number in `0 ..< bound`; the bound must be positive. The bias of the multiplication, at most
    /// bound / 2^64, does not matter here.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A whole number of the range, both ends included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// One of the elements; the array must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A value that is near enough to the standard normal distribution: the scaled sum of eight uniform numbers (Irwin
    /// and Hall), which ends at ±4.9 standard deviations.
    mutating func normal() -> Double {
        let first = next()
        let second = next()
        var sum: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 16) {
            sum &+= (first >> shift) & 0xFFFF
            sum &+= (second >> shift) & 0xFFFF
        }
        let centred = Double(sum) / 65_536 - 4
        return centred * 1.224_744_871_391_589
    }

    /// A log-normal value: half of the draws lie below `median`, and `spread` is the standard deviation of the
    /// logarithm.
    mutating func logNormal(median: Double, spread: Double) -> Double {
        median * Exponential.of(spread * normal())
    }

    /// Puts the elements into a random order (Fisher and Yates).
    mutating func shuffle<Element>(_ elements: inout [Element]) {
        var last = elements.count - 1
        while last > 0 {
            elements.swapAt(last, below(last + 1))
            last -= 1
        }
    }
}
