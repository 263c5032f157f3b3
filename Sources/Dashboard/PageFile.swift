/// A file of the page, which the program carries in itself.
struct PageFile: Sendable {
    /// The path that it is served at.
    let path: String
    let type: String
    let bytes: [UInt8]

    /// In the order in which the page names them.
    static let all =
        [
            PageFile(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.page_html),
            PageFile(path: "/page.css", type: "text/css; charset=utf-8", bytes: PackageResources.page_css),
        ] + scripts.map { PageFile(path: "/\($0.name)", type: "text/javascript; charset=utf-8", bytes: $0.bytes) }

    /// The scripts, those first that others need.
    static let scripts: [(name: String, bytes: [UInt8])] = [
        ("queries.js", PackageResources.queries_js),
        ("service.js", PackageResources.service_js),
        ("charts.js", PackageResources.charts_js),
        ("map.js", PackageResources.map_js),
        ("editor.js", PackageResources.editor_js),
        ("page.js", PackageResources.page_js),
    ]
}
