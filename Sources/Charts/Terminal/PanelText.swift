/// A drawn panel, and what its reader has to know.
struct PanelText {
    var lines: [String] = []
    var remarks: [String] = []
}
