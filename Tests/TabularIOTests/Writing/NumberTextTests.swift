import Columnar
import Diagnostics
import TabularIO
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"), (Int64.min, "-9,223,372,036,854,775,808"),
    ]) func grouped(_ value: Int64, _ expected: String) {
        // In cells and in messages.
        #expect(NumberText.grouped(value) == expected && Columnar.grouped(Int(value)) == expected)
    }

    private static let values: [(Double, Int, String)] = [
        (0.15, 1, "0.2"), (-0.04, 1, "0.0"), (1_234.5, 0, "1,235"), (-1_234.56, 1, "-1,234.6"), (0.05, 2, "0.05"),
        (1e300, 2, "1e+300"), (.infinity, 1, "inf"),
    ]

    @Test(arguments: values) func fixed(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == expected)
    }

    private static let columns: [([Double], Int)] = [
        ([1, 2, 3], 0), ([1.5, 2], 1), ([29.424_122, -98.5], 6), ([0.333_333_333_3], 4), ([33.333_333_333_3], 2),
        ([33_333.333_333_33], 1), ([0.033_333_333_33], 5), ([], 0), ([.infinity, 2.5], 1),
    ]

    @Test(arguments: columns) func decimalsThatReadWell(_ values: [Double], _ expected: Int) {
        #expect(NumberText.decimals(for: values) == expected)
    }

    @Test(arguments: [(0.001_2, 1, "0.0012"), (0.26, 1, "0.3"), (0, 1, "0.0"), (1.234e-11, 2, "1.2e-11")])
    func smallValuesDoNotShowAsZero(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(NumberText.column(value, decimals: decimals) == expected)
    }

    @Test(arguments: [(0.0, ""), (1.0, "████"), (0.5, "██"), (0.28, "█▏"), (2.0, "████"), (-1.0, "")])
    func bars(_ fraction: Double, _ expected: String) { #expect(BlockText.bar(fraction, width: 4) == expected) }
}
