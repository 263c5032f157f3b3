import TabularIO
import Testing

/// Bytes and names as parts of addresses.
@Suite struct AddressTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func base64(_ bytes: String, _ text: String) { #expect(Base64.text(Array(bytes.utf8)) == text) }

    @Test(arguments: [("a b/c.md", "a%20b/c.md"), ("100%.md", "100%25.md"), ("ü#?", "%C3%BC%23%3F"), ("-._~", "-._~")])
    func percent(_ name: String, _ address: String) {
        #expect(PercentEncoding.encoded(name) == address && PercentEncoding.decoded(address) == name)
    }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "a%"]) func whatIsNoSpellingStaysAsItIs(_ address: String) {
        #expect(PercentEncoding.decoded(address) == address)
    }
}
