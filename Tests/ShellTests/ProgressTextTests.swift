import Shell
import Testing

@Suite struct ProgressTextTests {
    @Test func showsShareRowsBytesAndTimeLeft() {
        let text = ProgressText.line(
            rows: 1_234_567, bytes: 91_000_000, totalBytes: 182_000_000, seconds: 3, width: 80)
        #expect(text == " ██████████            50%  1,234,567 rows  91 of 182 MB  3 s left")
    }

    @Test func aQueryShowsItsPassAndTheTimeLeftOfIt() {
        let first = ProgressText.line(pass: 1, share: 0.5, seconds: 3, passSeconds: 3, width: 80)
        #expect(first == " ██████████            50%  3 s left")
        let second = ProgressText.line(pass: 2, share: 0.5, seconds: 9, passSeconds: 3, width: 80)
        #expect(second == " ██████████            50%  pass 2  3 s left")
        #expect(ProgressText.line(pass: 1, share: nil, seconds: 4, passSeconds: 4, width: 80) == " …  4 s")
    }

    @Test func aPipeHasNoShare() {
        #expect(
            ProgressText.line(rows: 10, bytes: 1_250_000, totalBytes: nil, seconds: 1, width: 80) == " 10 rows  1.3 MB")
    }

    @Test(arguments: [10, 20, 30, 45, 60]) func neverWraps(_ width: Int) {
        let text = ProgressText.line(
            rows: 1_234_567, bytes: 91_000_000, totalBytes: 18_200_000_000, seconds: 60, width: width)
        #expect(text.count < width)
    }
}
